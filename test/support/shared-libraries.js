const { createRequire, isBuiltin } = require('node:module');
const { default: Runtime } = require('jest-runtime');

/** Whether a module is named as a package that npm installed: neither by a path, nor as one of Node.js or Jest. */
const isLibrary = (name) => !/^[./]|^@jest\//.test(name) && !isBuiltin(name);

/** Loads libraries once for all test files of a worker, n8n's engine among them. */
module.exports = class SharedLibraries extends Runtime {
	requireModuleOrMock(from, name) {
		return isLibrary(name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
	}
};
