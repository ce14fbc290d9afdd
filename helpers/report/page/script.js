// Search and filter. Without it the page is whole: nothing is made here, only hidden and shown.
const form = document.querySelector('.filters');

if (form) {
  const items = [...document.querySelectorAll('.requirement')].map((item) => ({
    item,
    words: item.textContent.toLowerCase(),
    topic: item.closest('.topic'),
  }));
  const count = form.querySelector('output');
  const opener = form.elements.namedItem('open');

  const filter = () => {
    const data = new FormData(form);
    const wanted = data.get('words').toLowerCase().split(/\s+/).filter(Boolean);
    const verdicts = data.getAll('verdict');
    let shown = 0;
    for (const { item, words } of items) {
      item.hidden =
        !wanted.every((word) => words.includes(word)) ||
        !verdicts.includes(item.dataset.verdict) ||
        (data.get('topic') !== '' && item.dataset.topic !== data.get('topic'));
      if (!item.hidden) shown += 1;
    }
    for (const topic of new Set(items.map((each) => each.topic))) {
      topic.hidden = !topic.querySelector('.requirement:not([hidden])');
    }
    count.textContent = `${shown} of ${items.length} shown`;
  };

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest('[hidden]')) {
      form.reset();
      filter();
    }
    const details = target.closest('details');
    if (details) details.open = true;
    target.scrollIntoView();
  };

  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  opener.addEventListener('click', () => {
    const shut = items.filter(({ item }) => !item.hidden && !item.open);
    for (const { item } of items) if (!item.hidden) item.open = shut.length > 0;
    opener.textContent = shut.length > 0 ? 'Close all' : 'Open all';
  });
  addEventListener('hashchange', reveal);
  form.hidden = false;
  filter();
  reveal();
}
