import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";

// Biome checks the TypeScript; this is for components only.
export default [
  { ignores: ["dist/", "src/paraglide/", "node_modules/", "**/*.ts", "**/*.js", "!**/*.svelte"] },
  ...svelte.configs["flat/recommended"],
  {
    files: ["**/*.svelte"],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/require-each-key": "error",
      "svelte/button-has-type": "error",
      "svelte/no-target-blank": "error",
    },
  },
];
