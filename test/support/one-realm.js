const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const vm = require('node:vm');

/** Stands for the realm that a worker runs in itself, for which Jest's interface has no name. */
const OWN_REALM = {};

const { compileFunction } = vm;
const { exit } = process;

vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
	compileFunction(code, parameters, {
		...options,
		...(parsingContext !== OWN_REALM && { parsingContext }),
	});

/**
 * Runs all test files of a worker in its own realm instead of one for each. So they can share the libraries
 * (see shared-libraries.js), which must know an `Error` or an `Array` of the node for what it is, as they do in n8n.
 * The project's own modules are loaded for each file, as ever.
 */
module.exports = class OneRealm {
	global = globalThis;
	fakeTimers = null;
	moduleMocker = new ModuleMocker(globalThis);

	constructor({ projectConfig }) {
		Object.assign(globalThis, projectConfig.globals);
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	async setup() {}

	async teardown() {
		this.fakeTimersModern.dispose();
		// What Jest leaves in a realm that it takes for the file's own, and finds again in the next one.
		process.exit = exit;
		delete globalThis.__coverage__;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return OWN_REALM;
	}
};
