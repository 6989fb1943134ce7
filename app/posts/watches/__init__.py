# SPDX-License-Identifier: Apache-2.0
"""What is watched: brands, people, products, competitors, with the keywords that tell them."""
