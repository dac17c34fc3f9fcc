// What a page of the tests calls: `await htmlFaults(markup, rules)` gives what html-validate says.
import { HtmlValidate, StaticConfigLoader } from "html-validate";

globalThis.htmlFaults = async (markup, rules) => {
  const config = { extends: ["html-validate:recommended"], rules };
  const { results } = await new HtmlValidate(new StaticConfigLoader(config)).validateString(markup);
  return results.flatMap(({ messages }) => messages).map(told);
};

function told({ ruleId, message, line, selector }) {
  return `${ruleId}, line ${line}: ${message} ${selector ?? ""}`.trim();
}
