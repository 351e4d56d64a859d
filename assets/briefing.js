// The page of a batch: asks how far it is, and is drawn anew when it ends.
"use strict";

const PAUSE_MS = 2000;
const watched = document.querySelector("[data-watch]");

async function look() {
  let told = null;
  try {
    const answer = await fetch(watched.dataset.watch, { cache: "no-store" });
    told = answer.ok ? await answer.json() : null;
  } catch {
    told = null; // the server is away for a moment: ask again
  }
  if (told && told.state !== watched.dataset.state) {
    location.reload();
    return;
  }
  if (told) {
    watched.querySelector("progress").value = told.done;
    watched.querySelector("[data-done]").textContent = told.done;
  }
  setTimeout(look, PAUSE_MS);
}

if (watched) setTimeout(look, PAUSE_MS);
