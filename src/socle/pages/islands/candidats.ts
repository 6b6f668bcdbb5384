/** `j` and `k` go to the next and to the former candidate of a vote. What is written in a field is left alone. */
document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, altKey, metaKey } = event;
  const pas = { j: 1, k: -1 }[key];
  const typing = target instanceof HTMLElement && target.matches("input, textarea");
  if (pas === undefined || typing || ctrlKey || altKey || metaKey) return;
  const candidats = [...document.querySelectorAll<HTMLElement>("[data-candidat]")];
  const ici = candidats.findIndex((candidat) => candidat.contains(document.activeElement));
  event.preventDefault();
  candidats[ici === -1 && pas === -1 ? candidats.length - 1 : ici + pas]?.focus();
});
