const { configs: community } = require('@n8n/eslint-plugin-community-nodes');
const { configs: base } = require('eslint-plugin-n8n-nodes-base');

module.exports = {
	root: true,
	ignorePatterns: [
		'dist/',
		'coverage/',
		'artifacts/',
		'node_modules/',
		'package-lock.json',
		'*.config.js',
		'gulpfile.js',
		'.eslintrc.js',
		'.prettierrc.js',
	],
	parser: '@typescript-eslint/parser',
	parserOptions: { sourceType: 'module', ecmaVersion: 2023, extraFileExtensions: ['.json'] },
	env: { es2022: true, node: true },
	plugins: ['@typescript-eslint', '@n8n/community-nodes', 'n8n-nodes-base'],
	overrides: [
		{
			files: ['{nodes,credentials,sandbox,tools,test}/**/*.ts'],
			extends: ['eslint:recommended', 'plugin:@typescript-eslint/recommended'],
			rules: {
				'no-console': 'error',
				'@typescript-eslint/consistent-type-imports': 'error',
			},
		},
		{ files: ['tools/**/*.mjs', 'test/**/*.mjs'], extends: ['eslint:recommended'] },
		{
			files: ['sandbox/phone/**/*.js'],
			env: { browser: true },
			extends: ['eslint:recommended'],
		},
		{ files: ['package.json'], rules: { ...community.recommended.rules, ...base.community.rules } },
		{
			files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
			rules: { ...community.recommended.rules, 'max-lines': ['error', 250] },
		},
		{
			files: ['credentials/**/*.ts'],
			rules: {
				...base.credentials.rules,
				// For names of n8n's own pages; a community package gives a URL, which the rule would bend.
				'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			},
		},
		{
			files: ['nodes/**/*.ts'],
			rules: {
				...base.nodes.rules,
				// Ask for the text 'main', where n8n-workflow's types want NodeConnectionTypes.Main.
				'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
				'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			},
		},
	],
};
