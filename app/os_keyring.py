# SPDX-License-Identifier: Apache-2.0
"""The OS keyring, where the secrets of a profile lie.

Made by the composition root, used by :mod:`app.profile`. The trap: importing `keyring` takes a tenth of a second,
so it is imported only when a secret is really asked for.
"""

from app.errors import EnvironmentFault, Said


class OsKeyring:
    """The OS keyring through `keyring`, which takes a tenth of a second to import: only when it is needed."""

    def available(self) -> bool:
        """Whether a real backend is here (not the one that fails, nor one that keeps nothing)."""
        import keyring
        from keyring.backends import fail, null

        return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)

    def get(self, name: str) -> str | None:
        """A secret, or None."""
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password("fenghuo", name)
        except KeyringError as fault:
            raise EnvironmentFault(Said("profile-keyring-fault")) from fault

    def set(self, name: str, secret: str) -> None:
        """Keep it."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password("fenghuo", name, secret)
        except KeyringError as fault:
            raise EnvironmentFault(Said("profile-keyring-fault")) from fault

    def drop(self, name: str) -> None:
        """Forget it, if it is there."""
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password("fenghuo", name)
        except PasswordDeleteError:
            return
        except KeyringError as fault:
            raise EnvironmentFault(Said("profile-keyring-fault")) from fault
