import { Warest } from '../../nodes/Warest/Warest.node';
import { lengthOf, typesOf } from './definitions';

const { description } = new Warest();

it('the description stays small enough for the editor to load', () => {
	expect(lengthOf(JSON.stringify(description)).characters).toBeLessThanOrEqual(100 * 1024);
});

it("what n8n's MCP server gives to models stays below a third of what it was", () => {
	const types = typesOf(description);
	expect(lengthOf(types).tokens).toBeLessThanOrEqual(22_600);
	// What only a tool's author sets, and what reads have no use for, isn't repeated for each operation.
	expect(types).not.toContain('onlyTheseChats');
	// What all sends share is said once.
	expect(types.match(/ pace\?/g)).toHaveLength(1);
	expect(types.match(/^ \* isForwarded\?: boolean;/gm)).toHaveLength(1);
	// So is what all changes of a chat share.
	expect(types.match(/ allowUnknown\?/g)).toHaveLength(1);
});
