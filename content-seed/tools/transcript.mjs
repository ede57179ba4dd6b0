// WebVTT as the seed uses it: one speaker a cue in <v …>, and `NOTE slide: heading | line | line` before the cue where a slide begins.

/** Cues with start and end in seconds; each cue carries the slide that is shown while it is spoken (or null). */
export function readTranscript(text) {
  const transcript = { cues: [], slides: [] };
  let slide = null;
  for (const block of text.replace(/\r/g, '').split(/\n{2,}/)) {
    const lines = block.split('\n').filter(line => line.trim() !== '');
    const timing = lines.findIndex(line => line.includes('-->'));
    if (lines[0]?.startsWith('NOTE slide:')) {
      const [heading, ...points] = lines.join(' ').slice('NOTE slide:'.length).split('|').map(part => part.trim());
      slide = { heading, points };
      transcript.slides.push(slide);
    } else if (timing >= 0) {
      const [start, end] = lines[timing].split('-->').map(part => seconds(part.trim().split(' ')[0]));
      const [, speaker, words] = /^<v ([^>]+)>([\s\S]*)$/.exec(lines.slice(timing + 1).join(' '));
      transcript.cues.push({ start, end, speaker, text: words.replace('</v>', '').trim(), slide });
    }
  }
  return transcript;
}

export function writeTranscript(transcript) {
  const blocks = ['WEBVTT'];
  let slide = null;
  for (const cue of transcript.cues) {
    if (cue.slide !== slide) {
      slide = cue.slide;
      blocks.push(`NOTE slide: ${[slide.heading, ...slide.points].join(' | ')}`);
    }
    blocks.push(`${stamp(cue.start)} --> ${stamp(cue.end)}\n<v ${cue.speaker}>${cue.text}`);
  }
  return blocks.join('\n\n') + '\n';
}

function seconds(stampText) {
  return stampText.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function stamp(value) {
  const milliseconds = Math.round(value * 1000);
  const part = (unit, size, width) => String(Math.floor(milliseconds / unit) % size).padStart(width, '0');
  return `${part(3600000, 100, 2)}:${part(60000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}`;
}
