// Three sounds no one confuses, made here so that nothing has to be fetched: two notes that rise, two even ones that ask,
// one low and long.

const NOTES = {
  green: [
    { at: 0, hertz: 880, lasts: 0.09 },
    { at: 0.1, hertz: 1318.5, lasts: 0.16 },
  ],
  amber: [
    { at: 0, hertz: 587.3, lasts: 0.12 },
    { at: 0.22, hertz: 587.3, lasts: 0.12 },
  ],
  red: [{ at: 0, hertz: 155.6, lasts: 0.55, shape: "square" }],
};
const SHAKE = { green: 60, amber: [90, 90, 90], red: 500 };
const LOUD = 0.5;

let context;

/** Readies the sound; a browser may ask for a gesture first. Says whether it can be heard. */
export async function ready() {
  if (!globalThis.AudioContext) return false;
  context ??= new AudioContext({ latencyHint: "interactive" });
  // Where a gesture is asked for, resuming waits for it: the answer must not.
  if (context.state !== "running") await Promise.race([context.resume().catch(() => {}), new Promise((go) => setTimeout(go, 300))]);
  return context.state === "running";
}

/** Plays the sound of a verdict. */
export function play(tone) {
  navigator.vibrate?.(SHAKE[tone]);
  if (context?.state !== "running") return;
  const start = context.currentTime + 0.01;
  for (const { at, hertz, lasts, shape = "triangle" } of NOTES[tone]) {
    const [voice, gain] = [new OscillatorNode(context, { type: shape, frequency: hertz }), new GainNode(context, { gain: 0 })];
    voice.connect(gain).connect(context.destination);
    // Without a slope at each end the loudspeaker clicks.
    gain.gain.setValueAtTime(0, start + at);
    gain.gain.linearRampToValueAtTime(LOUD, start + at + 0.01);
    gain.gain.setValueAtTime(LOUD, start + at + lasts - 0.03);
    gain.gain.linearRampToValueAtTime(0, start + at + lasts);
    voice.start(start + at);
    voice.stop(start + at + lasts + 0.02);
  }
}
