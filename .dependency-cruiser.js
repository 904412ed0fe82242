/* Which room may know which: `npm run arrows`, part of `npm test`. docs/architecture.md shows it as a picture. */

const ACTION = '^nodes/Warest/';
const TRIGGER = '^nodes/WarestTrigger/';

/** A rule: nothing in `from` imports anything in `to`. */
const never = (name, from, to, more = {}) => ({
	name,
	severity: 'error',
	from: { path: from, ...more.from },
	to: { path: to, ...more.to },
});

module.exports = {
	forbidden: [
		// Two files may share types both ways; code that runs must have an order.
		{
			name: 'no-cycles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},

		// From a node down to what WhatsApp is: node → operations, locators → fields → engine → transport → identity, whatsapp.
		never('whatsapp-knows-nothing', '^nodes/whatsapp/', '^nodes/(?!whatsapp/)'),
		never('identity-knows-whatsapp-only', '^nodes/identity/', '^nodes/(?!identity/|whatsapp/)'),
		never('transport-knows-no-node', '^nodes/transport/', '^nodes/Warest'),
		never('message-knows-no-node', '^nodes/message/', '^nodes/Warest'),
		never('engine-knows-no-field', `${ACTION}engine/`, `${ACTION}(fields|locators|operations)/`),
		never('fields-know-no-operation', `${ACTION}fields/`, `${ACTION}(locators|operations)/`),
		never('locators-and-operations-apart', `${ACTION}operations/`, `${ACTION}locators/`),
		never('node-on-top', `${ACTION}[^/]+/`, `${ACTION}[^/]+$`),

		// The trigger is built of the same fields, and the action node knows nothing of it.
		// They meet once: an answer that a workflow waits for is read as the trigger reads events.
		never('action-knows-no-trigger', ACTION, TRIGGER, {
			from: { pathNot: `${ACTION}send-and-wait/` },
		}),
		never('trigger-knows-no-operation', TRIGGER, `${ACTION}operations/`),
		// Whose a session's webhook is, both ask.
		never('webhook-knows-no-node', '^nodes/webhook/', '^nodes/Warest'),
		never('trigger-node-on-top', `${TRIGGER}.+/`, `${TRIGGER}WarestTrigger`),

		// What is published stands alone.
		never('published-stands-alone', '^(nodes|credentials)/', '^(sandbox|tools|test)/'),
		never('published-needs-n8n-only', '^(nodes|credentials)/', '', {
			to: {
				path: '.',
				pathNot: '^(nodes|credentials)/|(^|/)node_modules/n8n-workflow/|^(node:)?crypto$',
			},
		}),
		// What shared a word with the node would share its mistakes.
		never('sandbox-stands-alone', '^sandbox/', '^(nodes|credentials|tools|test)/', {
			from: { pathNot: '\\.test\\.ts$' },
		}),
		// They measure and document what the tests run: the engine, the cases, the recordings' deliveries.
		never('tools-know-no-test', '^tools/', '^test/', {
			from: { pathNot: '\\.test\\.ts$' },
			to: { pathNot: '^test/(support/|engine/cases/)' },
		}),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		// Types are knowledge, too.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.test.json' },
		enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
	},
};
