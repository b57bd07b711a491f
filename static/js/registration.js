// While a name is typed, what looks like it is shown under the form; without this, its button does the same.
const form = document.querySelector("form[data-found]");
const found = document.getElementById("found");

if (form && found) {
  let timer;
  let asked = new URLSearchParams(new FormData(form)).toString();

  const ask = async () => {
    const query = new URLSearchParams(new FormData(form)).toString();
    if (query === asked || form.elements.name.value.trim().length < 3) return;
    asked = query;
    try {
      const answer = await fetch(`${form.dataset.found}?${query}`, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected && query === asked) found.innerHTML = await answer.text();
    } catch {
      // Without a connection the button is still there.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 350);
  });
  // What is used is used as asked for: with the office chosen, and found again by the same name if it is refused.
  form.addEventListener("change", () => {
    const use = document.getElementById("use");
    for (const name of ["name", "country", "office"]) {
      if (form.elements[name]) use.elements[name].value = form.elements[name].value;
    }
  });
}
