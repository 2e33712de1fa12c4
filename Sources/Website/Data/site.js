// Comfort only: every page works without this file.
"use strict";

// Files: drop them anywhere on the box, and see how far the upload is.
for (const form of document.querySelectorAll("form[data-upload]")) {
  const box = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  const bar = form.querySelector("progress");
  const said = form.querySelector("[data-said]");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.classList.toggle("over", kind === "dragover");
      if (kind === "drop") input.files = event.dataTransfer.files;
    });
  }
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (now) => {
      bar.hidden = false;
      bar.max = now.total;
      bar.value = now.loaded;
      if (said) said.textContent = form.dataset.sending.replace("%", Math.round((100 * now.loaded) / now.total));
    });
    // The answer is the page the form leads to, or the same page with what is wrong.
    request.addEventListener("load", () => {
      if (request.responseURL && request.responseURL !== form.action) { location.assign(request.responseURL); return; }
      document.open();
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener("error", () => { if (said) said.textContent = form.dataset.failed; });
    request.send(new FormData(form));
  });
}

// Progress of an import: the page asks again by itself; here without a reload.
const waiting = document.querySelector("[data-progress]");
if (waiting) {
  const ask = async () => {
    const answer = await fetch(waiting.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const now = await answer.json();
      const bar = waiting.querySelector("progress");
      if (now.total > 0) { bar.max = now.total; bar.value = now.done; }
      if (now.ended) { location.reload(); return; }
    }
    setTimeout(ask, 700);
  };
  setTimeout(ask, 400);
}

// Copy to the clipboard.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    button.textContent = button.dataset.copied;
  });
}

// A form is sent once, unless what it asks for is a download that leaves the page where it is.
for (const form of document.querySelectorAll("form[method=post]:not([data-upload]):not([data-stays])")) {
  form.addEventListener("submit", () => {
    setTimeout(() => { for (const button of form.querySelectorAll("button")) button.disabled = true; }, 0);
  });
}
