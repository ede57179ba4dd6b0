#!/usr/bin/env node
// Sets a plain text from tools/handouts/KEY.txt as documents/KEY.pdf (A4, Helvetica, text that can be searched and copied).
// # title   > line below it   ## heading   - point   | table | row |   === new page   @ footer   lang: en
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = path.dirname(fileURLToPath(import.meta.url));
const documents = path.join(path.dirname(tools), 'documents');
const page = { width: 595, height: 842, margin: 62, bottom: 70 };
const inner = page.width - 2 * page.margin;
const accent = '0.06 0.46 0.43';
const ink = '0.12 0.16 0.20';
const quiet = '0.42 0.45 0.50';

// Widths of the characters 32 to 126 in thousandths, from Adobe's metrics of the two standard faces.
const digits = Array(10).fill(556);
const widths = {
  F1: [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, ...digits, 278, 278, 584, 584, 584, 556, 1015,
    667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
    278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278,
    556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
  F2: [278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, ...digits, 333, 333, 584, 584, 584, 611, 975,
    722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
    333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333,
    611, 556, 778, 556, 556, 500, 389, 280, 389, 584],
};
// Characters of the Windows code page that differ from Latin-1.
const windows = { '€': 0x80, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '„': 0x84, '•': 0x95, '–': 0x96 };

for (const name of process.argv.length > 2 ? process.argv.slice(2).map(key => `${key}.txt`) : readdirSync(path.join(tools, 'handouts'))) {
  const key = name.replace('.txt', '');
  const output = path.join(documents, `${key}.pdf`);
  const pdf = setPages(readFileSync(path.join(tools, 'handouts', name), 'utf8'));
  writeFileSync(output, pdf);
  console.log(`${key}.pdf: ${Math.ceil(pdf.length / 1024)} kB`);
}

function setPages(source) {
  const pages = [];
  let title = '';
  let language = 'en';
  let footer = '';
  let y = 0;
  const startPage = () => {
    pages.push([`${accent} rg 0 ${page.height - 10} ${page.width} 10 re f`]);
    y = page.height - 78;
  };
  const room = height => { if (y - height < page.bottom) startPage(); };
  const put = (text, x, face, size, colour) =>
    pages.at(-1).push(`BT /${face} ${size} Tf ${colour} rg ${x.toFixed(1)} ${y.toFixed(1)} Td (${escaped(text)}) Tj ET`);
  const paragraph = (text, { face = 'F1', size = 10.5, colour = ink, indent = 0, leading = 1.42, after = 6 } = {}) => {
    for (const line of wrap(text, face, size, inner - indent)) {
      room(size);
      put(line, page.margin + indent, face, size, colour);
      y -= size * leading;
    }
    y -= after;
  };
  const row = (cells, head) => {
    const share = cells.map((_, index) => (index === 0 ? 1.7 : 1));
    const sum = share.reduce((a, b) => a + b, 0);
    const columns = cells.map((text, index) => wrap(text, head ? 'F2' : 'F1', 9.5, (inner * share[index]) / sum - 10));
    const lines = Math.max(...columns.map(column => column.length));
    room(lines * 13 + 8);
    const top = y;
    let x = page.margin;
    columns.forEach((column, index) => {
      y = top;
      for (const line of column) {
        put(line, x, head ? 'F2' : 'F1', 9.5, head ? accent : ink);
        y -= 13;
      }
      x += (inner * share[index]) / sum;
    });
    y = top - lines * 13;
    pages.at(-1).push(`0.85 0.84 0.80 RG 0.6 w ${page.margin} ${(y + 7).toFixed(1)} m ${page.width - page.margin} ${(y + 7).toFixed(1)} l S`);
    y -= 6;
  };

  startPage();
  let inTable = false;
  for (const block of source.split('\n')) {
    const line = block.trim();
    if (line.startsWith('|')) {
      row(line.slice(1, -1).split('|').map(cell => cell.trim()), !inTable);
      inTable = true;
      continue;
    }
    if (inTable) y -= 8;
    inTable = false;
    if (line === '') continue;
    if (line === '===') startPage();
    else if (line.startsWith('lang:')) language = line.slice(5).trim();
    else if (line.startsWith('@ ')) footer = line.slice(2);
    else if (line.startsWith('## ')) {
      room(60);
      y -= 8;
      paragraph(line.slice(3), { face: 'F2', size: 13, colour: accent, after: 3 });
    } else if (line.startsWith('# ')) {
      title = line.slice(2);
      paragraph(title, { face: 'F2', size: 22, leading: 1.2, after: 4 });
    } else if (line.startsWith('> ')) paragraph(line.slice(2), { size: 12, colour: quiet, after: 14 });
    else if (line.startsWith('- ')) {
      room(12);
      put('•', page.margin + 4, 'F1', 10.5, accent);
      paragraph(line.slice(2), { indent: 16, after: 3 });
    } else paragraph(line);
  }
  pages.forEach((content, index) => {
    const number = `${index + 1} / ${pages.length}`;
    content.push(`BT /F1 8.5 Tf ${quiet} rg ${page.margin} 40 Td (${escaped(footer)}) Tj ET`);
    content.push(`BT /F1 8.5 Tf ${quiet} rg ${(page.width - page.margin - width(number, 'F1', 8.5)).toFixed(1)} 40 Td (${number}) Tj ET`);
  });
  return assemble(pages, title, language);
}

function assemble(pages, title, language) {
  const first = 6;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /Lang (${language}) >>`,
    `<< /Type /Pages /Kids [${pages.map((_, index) => `${first + index * 2} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Title (${escaped(title)}) /Producer (make-handout) >>`,
  ];
  pages.forEach((content, index) => {
    const stream = content.join('\n');
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${first + index * 2 + 1} 0 R ` +
      '/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>');
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  });
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function wrap(text, face, size, available) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (lines.at(-1) !== '' && width(longer, face, size) > available) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function width(text, face, size) {
  return [...text].reduce((sum, character) => sum + (widths[face][character.charCodeAt(0) - 32] ?? 556), 0) * size / 1000;
}

function escaped(text) {
  return [...text].map(character => String.fromCharCode(windows[character] ?? character.charCodeAt(0)))
    .join('').replace(/[\\()]/g, '\\$&');
}
