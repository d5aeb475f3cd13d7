import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toolState } from '../../Assets/models/tool-state.js';
import { Turn } from '../../Assets/models/turn.js';

function turn() {
  return new Turn({ turn_id: 't', message_id: 'm' });
}

const options = [{ id: 'allow', label: 'Allow' }];
const asked = { id: 'c1', tool: 'exec', call_str: '$ ls', args: {}, options, preview: 'ls' };

test('parts stand in the order in which they happened', () => {
  const one = turn();
  one.apply('reasoning_delta', { text: 'Hm' });
  one.apply('token', { text: 'First.' });
  one.apply('tool_call', { id: 'c1', tool: 'exec', call_str: '$ a', args: {} });
  one.apply('tool_call', { id: 'c2', tool: 'exec', call_str: '$ b', args: {} });
  one.apply('tool_result', { id: 'c2', tool: 'exec', output: 'b', ok: true, ms: 1 });
  one.apply('tool_stream', { id: 'c1', text: 'a' });
  one.apply('token', { text: 'Then.' });
  assert.deepEqual(one.parts.map((part) => part.type), ['reasoning', 'text', 'tool', 'tool', 'text']);
  assert.deepEqual(one.parts.filter((part) => part.type === 'tool').map(({ output }) => output), ['a', 'b']);
});

test('a call waits until it is answered', () => {
  const one = turn();
  one.apply('tool_call', asked);
  assert.equal(one.waiting.length, 0);
  one.apply('approval', asked);
  assert.equal(one.waiting.length, 1);
  one.apply('approval_end', { id: 'c1', option: 'allow', by: 'ada' });
  assert.equal(one.waiting.length, 0);
  assert.equal(toolState(one.parts[0], true), 'running');
  assert.equal(one.parts[0].approval.preview, 'ls');
});

test('a refused call ends refused, a stopped one too', () => {
  for (const option of ['deny', 'stopped']) {
    const one = turn();
    one.apply('approval', asked);
    one.apply('approval_end', { id: 'c1', option });
    one.apply('tool_result', { id: 'c1', tool: 'exec', output: 'refused', ok: false, ms: 0 });
    assert.equal(toolState(one.parts[0], true), 'refused');
  }
});

test('a snapshot goes on where it was', () => {
  const part = { type: 'tool', ...asked, output: '', ok: false, ms: 0, approval: { options, preview: 'ls' } };
  const one = new Turn({ turn_id: 't', message: { id: 'm', role: 'assistant', at: 1, content: '', parts: [part] } });
  assert.equal(one.waiting.length, 1);
});

test('what never ended in a turn that has is failed', () => {
  assert.equal(toolState({ ...asked, output: '', ok: false, ms: 0 }, false), 'failed');
  assert.equal(toolState({ ...asked, output: '' }, false), 'failed');
});
