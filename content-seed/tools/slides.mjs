// Draws one slide as a picture of 640 × 360: title, heading with its key lines, and who is speaking.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const ink = '0x1f2933';
const quiet = '0x6b7280';
const accent = '0x0f766e';
const pale = '0xd9d5cc';
const regular = fontFile('DejaVu Sans');
const heavy = fontFile('DejaVu Sans:bold');

export function drawSlide({ title, slide, speakers, speaking }, folder, name) {
  const filters = [`drawbox=x=0:y=0:w=8:h=360:color=${accent}:t=fill`];
  let count = 0;
  const write = (text, x, y, size, colour, bold = false) => {
    const file = `${name}-${count++}.txt`;
    writeFileSync(path.join(folder, file), text);
    filters.push(`drawtext=fontfile='${bold ? heavy : regular}':textfile=${file}:expansion=none:x=${x}:y=${y}:fontsize=${size}:fontcolor=${colour}`);
  };

  write(title, 40, 26, 14, quiet);
  filters.push(`drawbox=x=40:y=52:w=560:h=1:color=${pale}:t=fill`);
  let y = 82;
  for (const line of wrap(slide?.heading ?? title, 32)) {
    write(line, 40, y, 28, ink, true);
    y += 38;
  }
  y += 14;
  for (const point of slide?.points ?? []) {
    filters.push(`drawbox=x=40:y=${y + 7}:w=7:h=7:color=${accent}:t=fill`);
    for (const line of wrap(point, 50)) {
      write(line, 60, y, 18, ink);
      y += 27;
    }
    y += 7;
  }
  let x = 40;
  for (const speaker of speakers) {
    const active = speaker === speaking;
    filters.push(`drawbox=x=${x}:y=325:w=9:h=9:color=${active ? accent : pale}:t=fill`);
    write(speaker, x + 17, 322, 13, active ? ink : quiet, active);
    x += 40 + Math.ceil(speaker.length * 8.6);
  }
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', '-f', 'lavfi', '-i', 'color=c=0xf8f6f2:s=640x360',
    '-vf', filters.join(','), '-frames:v', '1', name], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
}

function wrap(text, width) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

function fontFile(pattern) {
  return execFileSync('fc-match', ['-f', '%{file}', pattern], { encoding: 'utf8' });
}
