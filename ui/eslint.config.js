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
      // svelte-check reports what is not needed; this rule does not see its warnings.
      "svelte/no-unused-svelte-ignore": "off",
      // Big maps are plain on purpose: $state.raw and a version counter make them reactive.
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
];
