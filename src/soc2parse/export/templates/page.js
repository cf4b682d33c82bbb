"use strict";
(() => {
  const form = document.querySelector("form.filters");
  if (!form) return;
  const said = document.getElementById("shown");
  const controls = [...document.querySelectorAll("article.control")].map((node) => ({
    node,
    criteria: node.dataset.criteria.split(" "),
    outcomes: node.dataset.outcomes.split(" "),
    words: node.textContent.toLowerCase(),
  }));
  const show = () => {
    const wanted = form.elements;
    const criterion = wanted.criterion.value;
    const outcome = wanted.outcome.value;
    const text = wanted.text.value.trim().toLowerCase();
    let count = 0;
    for (const control of controls) {
      const fits =
        (!criterion || control.criteria.includes(criterion)) &&
        (!outcome || control.outcomes.includes(outcome)) &&
        (!text || control.words.includes(text));
      control.node.hidden = !fits;
      count += fits ? 1 : 0;
    }
    said.textContent = `${count} of ${controls.length} controls shown`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  show();
})();
