import { rewriting } from '../../../whatsapp/text';
import type { Item } from '../../engine/item';

/** Tells the person what the server makes of a text that would not arrive as it is. */
export function hintRewriting(item: Item, text: string | undefined, trimmed = false): void {
	for (const change of rewriting(text ?? '', { trimmed })) item.hint(`${change}.`);
}
