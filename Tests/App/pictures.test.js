import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInline } from '../../Assets/models/markdown/inline.js';
import { safeAddress, uploadPath } from '../../Assets/models/markdown/links.js';
import { beginsPicture, pictureAddress } from '../../Assets/models/markdown/pictures.js';

const filler = 'A'.repeat(120);
const pictures = {
  'image/png': `iVBORw0KGgoAAAANSUhEUg${filler}`,
  'image/jpeg': `/9j/4AAQSkZJRgABAQ${filler}`,
  'image/gif': `R0lGODlhAQABAIAAAP${filler}==`,
  'image/webp': `UklGRiIAAABXRUJQVlA4${filler}`,
};

test('pictures in base64 are known by their first bytes, bare or as an address', () => {
  for (const [mime, data] of Object.entries(pictures)) {
    const wanted = `data:${mime};base64,${data}`;
    assert.equal(pictureAddress(data), wanted);
    // What the address claims does not count.
    assert.equal(pictureAddress(`data:image/svg+xml;base64,${data}`), wanted);
    assert.deepEqual(parseInline(`see ${data} here`)[1], { type: 'picture', address: wanted });
    assert.deepEqual(parseInline(`data:image/x;base64,${data}`)[0], { type: 'picture', address: wanted });
    assert.ok(beginsPicture(data));
  }
});

test('what does not begin as a picture is none', () => {
  const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${' '.repeat(100)}</svg>`).toString('base64');
  for (const text of [svg, `data:image/svg+xml;base64,${svg}`, `data:text/html;base64,${svg}`, 'iVBORw0KGgo', `${pictures['image/png']}!`, filler]) {
    assert.equal(pictureAddress(text), '', text.slice(0, 40));
  }
  assert.ok(parseInline(`data:image/svg+xml;base64,${svg}`).every(({ type }) => type !== 'picture'));
});

test('a picture may be broken into lines', () => {
  const data = pictures['image/png'].replace(/.{64}/g, '$&\n');
  assert.equal(parseInline(data)[0].type, 'picture');
});

test('only what is safe to open is opened', () => {
  for (const safe of ['https://a.b/c?d', 'http://a.b', 'mailto:a@b.c', 'tel:+491']) assert.ok(safeAddress(safe), safe);
  for (const bad of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,x',
    'vbscript:x', 'file:///etc/passwd', 'blob:https://a/b', '//evil.example', '/api/stop', 'api/x', '#x', 'view-source:http://a', '']) {
    assert.equal(safeAddress(bad), null, bad);
  }
});

test('only our own uploads are pictures by their address', () => {
  const id = '0b7a3c1e-1111-4222-8333-944445555666';
  for (const own of [`api/uploads/${id}`, `./api/uploads/${id}.png`, `/api/uploads/${id}.webp`]) assert.ok(uploadPath(own), own);
  for (const bad of [`https://evil/api/uploads/${id}`, `//evil/api/uploads/${id}`, `api/uploads/../stop`, `api/uploads/${id}?x`, 'api/health']) {
    assert.equal(uploadPath(bad), '', bad);
  }
});
