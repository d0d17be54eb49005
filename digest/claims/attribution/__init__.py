"""Who a claim comes from: names in the article, roles, sources, and what they lean on."""
