/**
 * What stands below the node on the canvas, for the editor, which can run only what stands in the description itself:
 * the operation, and who was chosen: by name from the list, else by number or group. What an expression gives isn't
 * known before the run. `toJSON` gives what n8n otherwise hides of a locator, its name.
 */
export const subtitleExpression = `={{ (({ operation = '', to, chatId, groupId }) => {
const words = operation.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase());
const chosen = [to, chatId, groupId].find((one) => one && one.value !== '') || '';
const { value = chosen, mode, cachedResultName: name } = chosen;
const [id, server] = String(value).replace('unverified:', '').split('@');
const shown = mode === 'list' && name && !name.endsWith(id) ? name : server === 'g.us' ? 'group ' + id : server === 's.whatsapp.net' ? '+' + id : id;
return id === '' || id[0] === '=' ? words : words + ': ' + shown;
})($rawParameter.toJSON?.() ?? $rawParameter) }}`;
