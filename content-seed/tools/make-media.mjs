#!/usr/bin/env node
// Speaks a transcript: reads KEY.vtt, writes KEY.m4a or KEY.mp4 and puts the times of the spoken words back into KEY.vtt.
// See ../README.md, "How the recordings were made". Needs espeak-ng, ffmpeg and the DejaVu fonts.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTranscript, writeTranscript } from './transcript.mjs';
import { drawSlide } from './slides.mjs';

const tools = path.dirname(fileURLToPath(import.meta.url));
const seed = path.dirname(tools);
const settings = JSON.parse(readFileSync(path.join(tools, 'voices.json'), 'utf8'));

const sampleRate = 22050; // what espeak-ng produces
const leadIn = 0.3;
const pauseSameSpeaker = 0.22;
const pauseNewSpeaker = 0.42;
const tail = 0.4;
const framesPerSecond = 4;

const [mode, ...named] = process.argv[2] === '--times' ? ['times', ...process.argv.slice(3)] : ['speak', ...process.argv.slice(2)];
const keys = named.length > 0 ? named : mode === 'speak' ? Object.keys(settings.recordings) : [];
if (keys.length === 0) {
  console.error('Name the transcripts, for example: node make-media.mjs --times clips/price-cfo-anchor');
  process.exit(2);
}
for (const key of keys) {
  const file = path.join(seed, `${key}.vtt`);
  if (!existsSync(file)) {
    console.error(`${file} does not exist.`);
    process.exit(2);
  }
  const transcript = readTranscript(readFileSync(file, 'utf8'));
  if (mode === 'times') layOutByWords(transcript);
  else speak(key, transcript);
  writeFileSync(file, writeTranscript(transcript));
}

/** Times for a recording that does not exist yet, from the number of words at the usual speaking speed. */
function layOutByWords(transcript) {
  let now = leadIn;
  let previous = null;
  for (const cue of transcript.cues) {
    now += pause(previous, cue);
    cue.start = now;
    now += 0.35 + cue.text.split(/\s+/).length / (settings.wordsPerMinute / 60);
    cue.end = now;
    previous = cue;
  }
}

function speak(key, transcript) {
  const work = mkdtempSync(path.join(tmpdir(), 'seed-media-'));
  try {
    const sound = path.join(work, 'sound.wav');
    const seconds = speakCues(transcript, work, sound);
    const kind = settings.recordings[key] ?? 'm4a';
    const output = path.join(seed, `${key}.${kind}`);
    if (kind === 'mp4') encodeVideo(key, transcript, work, sound, seconds, output);
    else ffmpeg('-i', sound, ...audioOptions(settings.audioBitRate), '-movflags', '+faststart', output);
    console.log(`${key}.${kind}: ${seconds.toFixed(1)} s, ${Math.round(statSync(output).size / 1024)} kB`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Speaks cue after cue, sets each cue's times from the length of its sound, and writes one WAV file. */
function speakCues(transcript, work, sound) {
  const parts = [silence(leadIn)];
  let samples = parts[0].length / 2;
  let previous = null;
  for (const [index, cue] of transcript.cues.entries()) {
    const gap = silence(pause(previous, cue));
    const file = path.join(work, `cue-${index}.wav`);
    const voice = settings.voices[cue.speaker] ?? settings.voices['*'];
    execFileSync('espeak-ng', ['-v', voice.voice, '-p', String(voice.pitch), '-s', String(voice.speed), '-z', '-w', file, spoken(cue.text)]);
    const words = pcm(readFileSync(file));
    cue.start = (samples + gap.length / 2) / sampleRate;
    samples += (gap.length + words.length) / 2;
    cue.end = samples / sampleRate;
    parts.push(gap, words);
    previous = cue;
  }
  parts.push(silence(tail));
  const data = Buffer.concat(parts);
  writeFileSync(sound, Buffer.concat([wavHeader(data.length), data]));
  return data.length / 2 / sampleRate;
}

function encodeVideo(key, transcript, work, sound, seconds, output) {
  const title = /^title:\s*"?(.*?)"?\s*$/m.exec(readFileSync(path.join(seed, `${key}.md`), 'utf8'))[1].replaceAll('\\"', '"');
  const speakers = [...new Set(transcript.cues.map(cue => cue.speaker))];
  const drawn = new Map();
  const list = ['ffconcat version 1.0'];
  transcript.cues.forEach((cue, index) => {
    const name = `slide-${transcript.slides.indexOf(cue.slide)}-${speakers.indexOf(cue.speaker)}.png`;
    if (!drawn.has(name)) {
      drawSlide({ title, slide: cue.slide, speakers, speaking: cue.speaker }, work, name);
      drawn.set(name, true);
    }
    const from = index === 0 ? 0 : cue.start;
    const to = index + 1 < transcript.cues.length ? transcript.cues[index + 1].start : seconds;
    list.push(`file ${name}`, `duration ${(to - from).toFixed(3)}`);
  });
  list.push(list[list.length - 2]); // the concat reader ignores the last duration unless a file follows
  writeFileSync(path.join(work, 'slides.txt'), list.join('\n'));
  const bar = `color=c=0x0f766e:s=640x4:r=${framesPerSecond}:d=${seconds}[bar];[0:v]fps=${framesPerSecond}[slides];` +
    `[slides][bar]overlay=x='-w+w*t/${seconds}':y=356:eval=frame,format=yuv420p[picture]`;
  ffmpeg('-f', 'concat', '-i', path.join(work, 'slides.txt'), '-i', sound, '-filter_complex', bar, '-map', '[picture]', '-map', '1:a',
    '-c:v', 'libx264', '-preset', 'slow', '-tune', 'stillimage', '-crf', '33', '-g', String(framesPerSecond * 15), '-profile:v', 'main',
    ...audioOptions(settings.videoAudioBitRate), '-t', seconds.toFixed(3), '-movflags', '+faststart', output);
}

function audioOptions(bitRate) {
  return ['-af', 'highpass=f=90,lowpass=f=8500,volume=0.85', '-c:a', 'aac', '-b:a', bitRate, '-ac', '1'];
}

function pause(previous, cue) {
  if (previous === null) return 0;
  return previous.speaker === cue.speaker ? pauseSameSpeaker : pauseNewSpeaker;
}

/** What the voice reads: abbreviations and amounts as a person would say them. */
function spoken(text) {
  let words = text.replace(/€\s?([\d.,]*\d)( million)?/g, '$1$2 euros').replace(/(\d),(\d{3})/g, '$1$2');
  for (const [written, said] of Object.entries(settings.sayAs)) words = words.replace(new RegExp(`\\b${written}\\b`, 'g'), said);
  return words;
}

function pcm(wav) {
  const data = wav.indexOf('data', 12, 'latin1');
  return wav.subarray(data + 8);
}

function silence(seconds) {
  return Buffer.alloc(Math.round(seconds * sampleRate) * 2);
}

function wavHeader(length) {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(length, 40);
  return header;
}

function ffmpeg(...args) {
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
}
