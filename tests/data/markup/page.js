/* What html-validate holds the pages of readers to: all that it knows of HTML in a browser. */
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  rules: {
    // The title is a headline or a claim, which are as long as they are.
    "long-title": "off",
    // Ids of claims may start with a digit, which HTML has allowed since 2014.
    "valid-id": ["error", { relaxed: true }],
    // <!doctype html> is as good.
    "doctype-style": "off",
    // All comes from here: no other site could change it.
    "require-sri": ["error", { target: "crossorigin" }],
    // Between the parts of templates spaces stay at ends of lines; no reader sees them.
    "no-trailing-whitespace": "off",
  },
};
