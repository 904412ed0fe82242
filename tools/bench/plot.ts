import type { DifferentChats } from './node-times';
import { requests } from './requests';

const PANEL = { width: 190, height: 170, left: 66, top: 92, gap: 30, row: 254 };
const LINES = {
	httpRequest: { label: "n8n's HTTP Request node", colour: '#d9480f', dash: '' },
	warest: { label: 'WARest node', colour: '#0b7285', dash: '' },
	bare: { label: 'bare undici loop, as many at the same time', colour: '#868e96', dash: '5 4' },
};
const ITEMS = [1, 1000];
const MILLISECONDS = [1, 100_000];

type Line = keyof typeof LINES;
const names = Object.keys(LINES) as Line[];

const text = (x: number, y: number, content: string, more = '') =>
	`<text x="${x}" y="${y}" ${more}>${content.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;

const log = (value: number, [low, high]: number[]) =>
	Math.log10(Math.max(value, low) / low) / Math.log10(high / low);

const powersOfTen = ([low, high]: number[]) =>
	Array.from({ length: Math.log10(high / low) + 1 }, (_, power) => low * 10 ** power);

const duration = (milliseconds: number) =>
	milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;

/** One request at one latency: items across, milliseconds up, both in powers of ten. */
function panel(cells: DifferentChats[], left: number, top: number): string {
	const { width, height } = PANEL;
	const x = (items: number) => left + log(items, ITEMS) * width;
	const y = (milliseconds: number) => top + height - log(milliseconds, MILLISECONDS) * height;
	const [{ latency }] = cells;
	const rows = powersOfTen(MILLISECONDS).map((value) => [
		`<path class="grid" d="M${left} ${y(value)}h${width}"/>`,
		left === PANEL.left ? text(left - 8, y(value) + 4, duration(value), 'text-anchor="end"') : '',
	]);
	const columns = powersOfTen(ITEMS).map((value) => [
		`<path class="grid" d="M${x(value)} ${top}v${height}"/>`,
		text(x(value), top + height + 16, value.toLocaleString('en'), 'text-anchor="middle"'),
	]);
	const lines = names.map((name) => {
		const { colour, dash } = LINES[name];
		const points = cells.map((cell) => [x(cell.items), y(cell[name].median)]);
		const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`);
		return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>${dots.join('')}`;
	});
	const axis = text(left + width / 2, top + height + 32, 'items', 'text-anchor="middle"');
	const title = text(left, top - 8, `${latency} ms latency`, 'font-weight="600"');
	return [title, axis, ...rows.flat(), ...columns.flat(), ...lines].join('\n');
}

/** Times by number of items, one panel for each request and latency, as an SVG picture. */
export function plot(cells: DifferentChats[]): string {
	const { left, top, gap, row, width: panelWidth } = PANEL;
	const latencies = [...new Set(cells.map(({ latency }) => latency))];
	const shown = [...new Set(cells.map(({ request }) => request))];
	const width = left + latencies.length * (panelWidth + gap);
	const height = top + shown.length * row - 38;
	const panels = shown.flatMap((request, down) => [
		text(left, top + down * row - 28, requests[request].title, 'font-size="15" font-weight="600"'),
		...latencies.map((latency, across) =>
			panel(
				cells.filter((cell) => cell.request === request && cell.latency === latency),
				left + across * (panelWidth + gap),
				top + down * row,
			),
		),
	]);
	const legend = names.map((name, place) => {
		const { label, colour, dash } = LINES[name];
		const from = left + place * 200;
		return `<path d="M${from} 22h26" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>${text(from + 32, 26, label)}`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12">
<title>Time by number of items</title>
<style>.grid { stroke: #dee2e6; fill: none }</style>
<rect width="100%" height="100%" fill="#fff"/>
${[...legend, ...panels].join('\n')}
</svg>
`;
}
