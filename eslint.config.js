import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    rules: {
      "max-lines": ["error", 200],
      "max-lines-per-function": ["error", { max: 40, skipComments: true }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-restricted-properties": ["error", { property: "innerHTML" }, { property: "outerHTML" }],
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["scripts/**", "tests/js/**", "eslint.config.js"],
    languageOptions: { globals: { ...globals.node } },
    rules: { "max-lines": "off", "max-lines-per-function": "off" },
  },
];
