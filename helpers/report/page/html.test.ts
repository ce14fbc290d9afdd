import { expect, test } from '@jest/globals';
import { html, trusted } from './html.ts';

test('values are text, in elements and in attributes', () => {
  const hostile = `"><script>alert('&')</script>`;
  expect(html`<a title="${hostile}">${hostile}</a>`.markup).toBe(
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</a>',
  );
});

test('markup of other templates stays, alone and in lists', () => {
  const rows = ['<b>', '&'].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${rows}</ul>${html`<hr>`}`.markup).toBe('<ul><li>&lt;b&gt;</li><li>&amp;</li></ul><hr>');
});

test('what is missing is left out, and zero is not', () => {
  expect(html`${null}${undefined}${false}${0}${''}`.markup).toBe('0');
});

test('what looks like markup in an object from JSON stays text', () => {
  const fake = JSON.parse('{"markup":"<script>"}');
  expect(html`${fake}`.markup).not.toContain('<');
});

test('terminal escapes and control characters are taken out', () => {
  expect(html`${'\u001b[31mred\u001b[0m\u0000'}`.markup).toBe('red');
});

test('the own style of the page stays as it is', () => {
  expect(html`<style>${trusted('a > b {}')}</style>`.markup).toBe('<style>a > b {}</style>');
});
