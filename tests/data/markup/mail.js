/* What html-validate holds a mail to. Mail programs are not browsers: where a rule is off, they need
   what it forbids. */
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  // MJML writes height="auto" on pictures, which mail programs read as none.
  elements: ["html5", { img: { attributes: { height: { enum: ["auto", "/\\d+/"] } } } }],
  rules: {
    // Most programs keep no style sheet: what must do stands in style attributes.
    "no-inline-style": "off",
    // Outlook on Windows lays out with tables, and reads cellpadding, cellspacing, border and align.
    "no-deprecated-attr": "off",
    // The tables for it alone stand in conditional comments.
    "no-conditional-comment": "off",
    // MJML writes <!doctype html> and <meta />, which are as good.
    "doctype-style": "off",
    "void-style": "off",
    // The title is the subject, which is as long as a headline.
    "long-title": "off",
    // MJML's outer <div role="article">: programs that drop unknown elements would drop <article>.
    "prefer-native-element": ["error", { exclude: ["article"] }],
    // Beside tables for layout, role="table" says of those with figures that they are tables.
    "no-redundant-role": "off",
    // A parser adds <tbody>, and each byte counts.
    "prefer-tbody": "off",
    // Ids of claims may start with a digit, which HTML has allowed since 2014.
    "valid-id": ["error", { relaxed: true }],
  },
};
