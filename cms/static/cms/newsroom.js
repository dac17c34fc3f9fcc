// Dates beside comments are written in the language of the editor, not in that of the browser.
const OfTheBrowser = Intl.DateTimeFormat;
const here = document.documentElement.lang;

Intl.DateTimeFormat = class extends OfTheBrowser {
  constructor(languages, options) {
    super(languages?.length ? languages : here, options);
  }
};
