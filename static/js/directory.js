// Ticking a facet shows the list at once; without this, the button under the facets does.
const form = document.getElementById("directory");
for (const box of document.querySelectorAll('input[type="checkbox"][form="directory"]')) {
  box.addEventListener("change", () => form.requestSubmit());
}
