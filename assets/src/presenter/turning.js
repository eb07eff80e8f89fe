/* Turning to another slide, by hand or by itself. */
import { busy, deck, one, proofOpen } from "./deck.js";
import { show } from "./showing.js";

const SECONDS = 15; // a slide, where the address does not say
let playing = 0; // the timer of the next turn; 0 while the speaker turns

export function turn(index) {
  deck.root.removeAttribute("data-blank");
  if (proofOpen()) one("#proof [data-close]", document).click();
  if (index >= 0 && index < deck.slides.length && index !== deck.at) show(index);
  if (playing) wait();
}

function wait() {
  window.clearTimeout(playing);
  playing = window.setTimeout(advance, 1000 * (Number(deck.root.dataset.auto) || SECONDS));
}

/* What the audience is looking into is not taken away: an open proof or list holds the slide. */
function advance() {
  if (!busy() && !deck.root.hasAttribute("data-blank")) show((deck.at + 1) % deck.slides.length);
  wait();
}

export function play() {
  wait();
  tellPlaying();
}

export function playOrStop() {
  if (playing) stop();
  else play();
}

export function stop() {
  window.clearTimeout(playing);
  playing = 0;
  if (deck.root) tellPlaying();
}

function tellPlaying() {
  const button = one(".deck-bar [data-go=play]");
  button.textContent = deck.words[playing ? "stop" : "play"];
  deck.root.toggleAttribute("data-playing", Boolean(playing));
}
