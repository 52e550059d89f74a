/** Two short sounds, made as they are played: a rising pair of tones for work, a single one for a message. */

interface Tone {
  readonly hertz: number;
  readonly atS: number;
  readonly forS: number;
}

const SOUNDS: Readonly<Record<"assigned" | "message", readonly Tone[]>> = {
  assigned: [
    { hertz: 587, atS: 0, forS: 0.16 },
    { hertz: 880, atS: 0.13, forS: 0.26 },
  ],
  message: [{ hertz: 740, atS: 0, forS: 0.18 }],
};
/** As loud as it gets: a tone of full amplitude is a shout. */
const LOUDEST = 0.25;
const SILENCE = 0.0001;

let context: AudioContext | undefined;

/** @param volume 0 to 100. Browsers keep a page quiet that nobody has touched yet; then nothing is heard. */
export function play(sound: keyof typeof SOUNDS, volume: number): void {
  if (volume <= 0 || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  const audio = context;
  void audio.resume();
  const loudness = LOUDEST * (volume / 100) ** 2;
  for (const { hertz, atS, forS } of SOUNDS[sound]) {
    const [tone, gain] = [audio.createOscillator(), audio.createGain()];
    const startS = audio.currentTime + atS;
    tone.type = "sine";
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(SILENCE, startS);
    gain.gain.exponentialRampToValueAtTime(Math.max(loudness, SILENCE), startS + 0.015);
    gain.gain.exponentialRampToValueAtTime(SILENCE, startS + forS);
    tone.connect(gain).connect(audio.destination);
    tone.start(startS);
    tone.stop(startS + forS);
  }
}
