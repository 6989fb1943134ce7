# SPDX-License-Identifier: Apache-2.0
# Why something could not be fetched over HTTP (app/posts/collecting/http.py and web/).

# The address
fetch-address = The address { $url } is not right. Write it in full, beginning with https:// or http://.
fetch-scheme = { $url } is not an http or https address and was not opened. Use one that begins with https://.
fetch-header = The login for { $url } holds characters that cannot be sent. Check the token and password for line breaks and Chinese characters.

# Getting there
fetch-no-name = The server { $host } was not found. Check the address for typing mistakes, and the network.
fetch-no-connection = Connecting to { $host } took too long. Check the network; if a proxy is needed, switch it on.
fetch-refused = { $host } refused the connection (port { $port }). Check that the service there is running and the port is right.
fetch-unreachable = { $host } cannot be reached. Check the network.
fetch-tls = No encrypted connection to { $host } could be made. Check whether the address begins with http:// or https://.
fetch-certificate = The certificate of { $host } cannot be trusted, so nothing was fetched: { $why }. Check the address and this computer's clock, or ask them to renew it.
fetch-why-expired = it has expired
fetch-why-not-yet-valid = it is not valid yet
fetch-why-self-signed = they signed it themselves
fetch-why-unknown-issuer = its issuer is unknown
fetch-why-other-name = it belongs to another name
fetch-proxy = The proxy did not make the connection. Check that the proxy works.
fetch-proxy-login = The proxy wants a login. Put the user name and password into the proxy's address.
fetch-proxy-kind = The proxy { $proxy } is of a kind that is not supported. Use a proxy address that begins with http://.

# Redirects
fetch-private = A public address led to { $host }, which is an internal one, and was not followed. If you do want it, enter that address itself.
fetch-redirects = { $url } redirected more than { $limit } times and was given up. Enter the final address.
fetch-redirect-loop = { $url } leads back to itself. Open it in a browser and enter the final address.
fetch-body-elsewhere = { $url } wanted what was submitted to go to { $host } instead; that was not done. Check the address.

# What came back
fetch-timed-out = { $url } was not complete after { $seconds } seconds and was stopped. It will be tried again.
fetch-quiet = { $url } sent nothing for a minute and was disconnected. It will be connected again.
fetch-hung-up = { $url } closed the connection without an answer. It will be tried again.
fetch-cut-short = { $url } broke off half-way and was not used. It will be tried again.
fetch-nonsense = What { $host } answered is not HTTP. Check the address and port; it may not be a web site.
fetch-coding = The compressed content of { $url } cannot be read and was not used. Ask them, or use another address.
fetch-too-large = The content of { $url } is larger than { $limit } MB and was not used. Use a feed with fewer items.
fetch-login = { $url } wants a login, or the login is wrong. Check the user name, password or token.
fetch-forbidden = { $url } denies access. Check that the account may read it, or use another address.
fetch-gone = There is no page at { $url }. Check the address; it may have moved.
fetch-busy = { $url } says there are too many requests, or it is under maintenance ({ $status }). It will be tried again when it allows.
fetch-resting = { $host } asked to be left alone for another { $minutes } min.
fetch-client = { $url } does not accept the request ({ $status }). Check the address and the settings.
fetch-server = The server of { $url } has a fault ({ $status }). It will be tried again.
