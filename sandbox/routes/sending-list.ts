import type { Fields } from '../parameters';
import { deliver, deliveryOf } from '../sending/delivery';
import { pictureOf } from '../sending/interactive-picture';
import { refuseSending } from '../sending/refusal';
import { firstText, scalarText } from '../sending/values';
import type { Menu, Row } from '../world/content';
import { ulid } from '../world/ids';
import type { World } from '../world/world';

interface GivenMenu {
	buttonText: string;
	sections: unknown;
}

const fieldsOf = (value: unknown, what: string): Fields => {
	if (value === null)
		refuseSending(400, 2000, `Cannot read properties of null (reading '${what}')`);
	return typeof value === 'object' ? { ...value } : {};
};

const menuOf = (list: unknown): GivenMenu => {
	const { buttonText, sections } = fieldsOf(list, 'sections');
	return { buttonText: scalarText(buttonText) ?? 'Select', sections };
};

/** The three ways to write one (docs/warest/messages.md#3-9). */
function givenMenus({ lists, list, sections, buttonText }: Fields): GivenMenu[] {
	if (Array.isArray(lists)) return lists.map(menuOf);
	if (Array.isArray(list)) return list.map(menuOf);
	if (list !== undefined && list !== null) return [menuOf(list)];
	return [{ buttonText: scalarText(buttonText) ?? 'Open', sections }];
}

function rowOf(row: unknown, newId: () => string): Row {
	if (typeof row === 'string') return { id: newId(), title: row, description: null, header: null };
	const { id, title, description, header } = fieldsOf(row, 'title');
	return {
		id: scalarText(id) ?? newId(),
		title: scalarText(title) ?? '',
		description: scalarText(description),
		header: scalarText(header),
	};
}

function completeMenu({ buttonText, sections }: GivenMenu, newId: () => string): Menu {
	const complete = (Array.isArray(sections) ? (sections as unknown[]) : []).map((section) => {
		const { title, rows } = fieldsOf(section, 'rows');
		const list = Array.isArray(rows) ? (rows as unknown[]) : [];
		return { title: scalarText(title) ?? '', rows: list.map((row) => rowOf(row, newId)) };
	});
	if (!complete.at(0)?.rows.length) {
		refuseSending(400, 2000, 'at least one section with one row is required');
	}
	return { buttonText, sections: complete };
}

/** Counted before they are read, so of `list` as an array nothing is (docs/warest/messages.md#3-9). */
function countsOf({ lists, list, sections }: Fields) {
	const isSingle = !Array.isArray(lists) && list !== undefined && list !== null;
	const holders = Array.isArray(lists) ? (lists as Fields[]) : [isSingle ? list : { sections }];
	const all = (holders as Fields[]).flatMap(({ sections: given }) =>
		Array.isArray(given) ? (given as Fields[]) : [],
	);
	const rows = all.flatMap(({ rows: given, items }) => given ?? items ?? []);
	return { sectionCount: all.length, rowCount: rows.length };
}

/** `POST /messages/send/list` (docs/warest/messages.md#3-9). */
export async function sendList(world: World, fields: Fields) {
	const delivery = deliveryOf(world, fields, { noRecipient: [2000, 'Invalid destination'] });
	const picture = await pictureOf(world, fields.image);
	const newId = () => ulid(world.now());
	return await deliver(world, delivery, () => {
		const given = givenMenus(fields);
		if (given.length === 0) refuseSending(400, 2000, 'list/sections cannot be empty');
		const menus = given.map((menu) => completeMenu(menu, newId));
		return {
			id: newId(),
			content: {
				kind: 'list',
				text: firstText(fields, 'text', 'title', 'message') ?? ' ',
				interaction: { footer: firstText(fields, 'footer'), ...picture, buttons: [], menus },
			},
			status: 'interactive list success',
			extras: countsOf(fields),
		};
	});
}
