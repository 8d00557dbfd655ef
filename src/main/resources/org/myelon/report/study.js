// The page of a study. What comes from outside is only ever set as text, never as markup.
(() => {
  const $ = id => document.getElementById(id);
  const data = JSON.parse($('data').textContent);
  const entries = data.entries;
  const byId = new Map(entries.map(e => [e.id, e]));
  const places = new Map(entries.map((e, i) => [e, i]));
  const VERDICTS = ['', '✅', '❌', '⚠️'];
  // what is shown: characters that every font has
  const SIGNS = {'': '', '✅': '✔', '❌': '✘', '⚠️': '⚠'};
  const CLASSES = {'': '', '✅': 'pass', '❌': 'fail', '⚠️': 'artifact'};
  const WORDS = {'': 'Unrated', '✅': 'Pass', '❌': 'Fail', '⚠️': 'Artefact'};

  /** An element with attributes, properties that are functions as listeners, and children. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (typeof value === 'function') element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== false && value != null) element.setAttribute(name, value);
    element.append(...children.filter(c => c != null));
    return element;
  };
  const press = (button, on) => button.setAttribute('aria-pressed', String(on));

  // a browser may forbid a page that is opened from a disk to keep anything
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch (e) { /* not kept */ } };
  const kept = key => { try { return localStorage.getItem(key); } catch (e) { return null; } };

  // ---- marks: a list that only grows; of an entry the last one counts

  const KEPT_MARKS = 'myelon-qc:' + location.pathname;
  const isMark = m => m && byId.has(m.entry) && VERDICTS.includes(m.qc) && /^\d?$/.test(m.rank)
      && typeof m.rater === 'string' && typeof m.time === 'string';
  const keyOf = m => JSON.stringify([m.time, m.entry, m.rater, m.qc, m.rank]);
  const onDisk = new Set(savedMarks.map(keyOf));
  const marks = new Map(savedMarks.map(m => [keyOf(m), m]));
  if (!data.served) {
    let unsaved = [];
    try { unsaved = JSON.parse(kept(KEPT_MARKS) || '[]'); } catch (e) { /* damaged: none */ }
    unsaved.filter(isMark).forEach(m => marks.set(keyOf(m), m));
  }

  const inTime = () => [...marks.values()].sort((a, b) =>
    [a.time, a.entry, a.rater].join('\0') < [b.time, b.entry, b.rater].join('\0') ? -1 : 1);
  const unsavedMarks = () => [...marks.values()].filter(m => !onDisk.has(keyOf(m)));
  let last = new Map();
  const findLast = () => { last = new Map(inTime().map(m => [m.entry, m])); };
  findLast();
  const verdict = entry => last.get(entry.id)?.qc ?? '';
  const rank = entry => last.get(entry.id)?.rank ?? '';

  let latest = 0;
  const now = () => {
    latest = Math.max(Date.now(), latest + 1); // two marks of one moment have an order, too
    return new Date(latest).toISOString();
  };

  const mark = (entry, qc, rank) => {
    const made = {entry: entry.id, qc, rank, rater: $('rater').value.slice(0, 200), time: now()};
    marks.set(keyOf(made), made);
    findLast();
    if (!data.served) keep(KEPT_MARKS, JSON.stringify(unsavedMarks()));
    showRow(entry);
    showMarks(entry);
    showCount();
    saveSoon();
  };
  const setVerdict = qc => mark(current, qc, rank(current));
  const setRank = digit => mark(current, verdict(current), digit === rank(current) ? '' : digit);
  const nextVerdict = () => setVerdict(VERDICTS[(VERDICTS.indexOf(verdict(current)) + 1) % 4]);

  // ---- the three files that are saved; the server writes the same

  const marksText = () => {
    const lines = inTime().map(m => JSON.stringify(
      {entry: m.entry, qc: m.qc, rank: m.rank, rater: m.rater, time: m.time}));
    return 'addMarks([\n' + lines.join(',\n') + (lines.length ? '\n' : '') + ']);\n';
  };

  const KINDS = ['FILES_SEG', 'FILES_GMSEG', 'FILES_LESION', 'FILES_LABEL', 'FILES_PMJ',
    'FILES_REG', 'FILES_TIMESERIES', 'FILE_KIND_UNKNOWN'];
  const listText = qc => {
    let text = data.listHeader;
    for (const kind of KINDS) {
      const files = new Map(entries
        .filter(e => e.current && e.kind === kind && verdict(e) === qc)
        .map(e => [e.file, e.listed]));
      const sorted = [...files.keys()].sort((a, b) => a < b ? -1 : 1);
      if (sorted.length) text += kind + ':\n' + sorted.map(f => '- ' + files.get(f) + '\n').join('');
    }
    return text === data.listHeader ? text + '{}\n' : text;
  };
  const files = () => [
    ['marks.js', marksText()], ['qc_fail.yml', listText('❌')], ['qc_artifact.yml', listText('⚠️')]];

  // ---- saving: by our server, into a folder that the browser lets us write, or as downloads

  let folder = null;
  let saving = Promise.resolve();
  const say = text => { $('saved').textContent = text; };

  const toServer = async sent => {
    const answer = await fetch('marks', {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(sent)});
    if (!answer.ok) throw new Error(await answer.text());
  };

  const read = async name => {
    try {
      return await (await (await folder.getFileHandle(name)).getFile()).text();
    } catch (e) {
      if (e.name === 'NotFoundError') return '';
      throw e;
    }
  };
  const write = async (name, text) => {
    const out = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await out.write(text);
    await out.close();
  };
  const toFolder = async () => {
    for (const name of ['qc_fail.yml', 'qc_artifact.yml']) {
      const there = await read(name);
      if (there && !there.startsWith(data.listHeader))
        throw new Error(name + ' was not written by Myelon and would be replaced; move it elsewhere.');
    }
    const others = (await read('marks.js')).trim();
    if (others) JSON.parse(others.slice('addMarks('.length, -2)).forEach(m => marks.set(keyOf(m), m));
    findLast();
    for (const [name, text] of files())
      if (name === 'marks.js' || !text.endsWith('{}\n') || await read(name)) await write(name, text);
  };
  const chooseFolder = async () => {
    const chosen = await showDirectoryPicker({id: 'myelon-qc', mode: 'readwrite'});
    try {
      await chosen.getFileHandle('marks.js');
    } catch (e) {
      throw new Error('"' + chosen.name + '" is not the folder of this page: choose the one that holds its index.html.');
    }
    folder = chosen;
  };

  const download = (name, text) => {
    const link = make('a', {href: URL.createObjectURL(new Blob([text])), download: name});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const showSaved = () => {
    const n = unsavedMarks().length;
    $('save').classList.toggle('wanted', n > 0);
    if (n > 0) say(n + (n === 1 ? ' mark' : ' marks') + ' not saved yet');
    else if (marks.size > 0) say('All marks are saved');
  };

  /** Saves without asking where that is possible. */
  const save = () => saving = saving.then(async () => {
    const sent = unsavedMarks();
    try {
      if (sent.length && data.served) await toServer(sent);
      else if (sent.length && folder) await toFolder();
      else return showSaved();
      sent.forEach(m => onDisk.add(keyOf(m)));
      if (!data.served) keep(KEPT_MARKS, JSON.stringify(unsavedMarks()));
      showSaved();
    } catch (e) {
      say('Not saved: ' + e.message);
      $('save').classList.add('wanted');
    }
  });
  let timer = 0;
  const saveSoon = () => {
    showSaved();
    clearTimeout(timer);
    timer = setTimeout(save, 150);
  };

  const saveByHand = async () => {
    if (data.served || folder) return save();
    if (!window.showDirectoryPicker) {
      files().forEach(([name, text]) => { if (!text.endsWith('{}\n')) download(name, text); });
      return say('Move the downloads into the folder of this page, replacing those there.');
    }
    try {
      await chooseFolder();
      await save();
    } catch (e) {
      if (e.name !== 'AbortError') say('Not saved: ' + e.message);
    }
  };

  $('save').addEventListener('click', saveByHand);
  addEventListener('beforeunload', event => { if (unsavedMarks().length) event.preventDefault(); });
  $('rater').value = kept('myelon-rater') || data.rater;
  $('rater').addEventListener('change', () => keep('myelon-rater', $('rater').value));
  if (data.served) {
    $('save').hidden = true;
    $('end').hidden = false;
    $('end').addEventListener('click', async () => {
      await save();
      if (unsavedMarks().length) return;
      await fetch('end', {method: 'POST'});
      say('Everything is saved; this page may be closed.');
    });
  }

  // ---- the list

  const COLUMNS = [
    {name: 'QC', value: e => verdict(e) + rank(e), narrow: true},
    {name: 'Subject', value: e => e.subject},
    {name: 'Contrast', value: e => e.contrast},
    {name: 'Result', value: e => e.title},
    {name: 'Date', value: e => e.date, text: e => e.date.slice(0, 10), narrow: true, wide: true}];
  let sortedBy = 1, descending = false;
  let shown = [];
  let current = null;
  const rows = new Map();
  const order = new Intl.Collator('en', {numeric: true});

  const searched = new Map(entries.map(e => [e.id, [e.subject, e.contrast, e.command, e.title,
    e.date, e.dataset, e.file].join(' ').toLowerCase()]));

  const matches = entry => {
    if (!entry.current && !$('earlier').checked) return false;
    const filter = $('filter').value;
    if (filter !== 'all' && verdict(entry) !== filter) return false;
    const words = $('search').value.toLowerCase().split(/\s+/);
    return words.every(word => searched.get(entry.id).includes(word));
  };

  const compare = (a, b) => {
    const value = COLUMNS[sortedBy].value;
    const by = order.compare(value(a), value(b)) * (descending ? -1 : 1);
    return by || order.compare(a.subject, b.subject) || order.compare(a.contrast, b.contrast)
      || places.get(a) - places.get(b);
  };

  const cellText = (entry, column) =>
    column === COLUMNS[0] ? (SIGNS[verdict(entry)] + ' ' + rank(entry)).trim() : (column.text ?? column.value)(entry);

  const showRow = entry => {
    const row = rows.get(entry.id);
    row.firstChild.textContent = cellText(entry, COLUMNS[0]);
    row.firstChild.className = 'narrow ' + CLASSES[verdict(entry)];
    row.firstChild.title = WORDS[verdict(entry)] + (rank(entry) && ', rank ' + rank(entry));
  };

  for (const entry of entries) {
    const row = make('tr', {tabindex: '-1', 'aria-selected': 'false', class: entry.current ? null : 'old',
      click: () => select(entry, true)});
    for (const column of COLUMNS)
      row.append(make('td', {class: [column.narrow && 'narrow', column.wide && 'wide'].filter(Boolean).join(' ')},
        cellText(entry, column)));
    rows.set(entry.id, row);
    showRow(entry);
  }

  COLUMNS.forEach((column, i) => {
    const sort = () => {
      descending = sortedBy === i && !descending;
      sortedBy = i;
      showList();
    };
    $('columns').append(make('th', {scope: 'col', class: column.wide ? 'wide' : null},
      make('button', {click: sort}, column.name)));
  });

  const showCount = () => {
    const now = entries.filter(e => e.current);
    const of = qc => now.filter(e => verdict(e) === qc).length;
    $('count').textContent = shown.length + ' of ' + now.length + ' results · '
      + of('✅') + ' pass · ' + of('❌') + ' fail · ' + of('⚠️') + ' artefact · ' + of('') + ' unrated';
  };

  const showList = () => {
    shown = entries.filter(matches).sort(compare);
    $('rows').replaceChildren(...shown.map(e => rows.get(e.id)));
    [...$('columns').children].forEach((th, i) => {
      th.setAttribute('aria-sort', i !== sortedBy ? 'none' : descending ? 'descending' : 'ascending');
      th.firstChild.textContent = COLUMNS[i].name + (i !== sortedBy ? '' : descending ? ' ▼' : ' ▲');
    });
    showCount();
    if (!shown.includes(current)) select(shown[0] ?? null, false);
  };

  const select = (entry, focus) => {
    if (current) {
      rows.get(current.id).setAttribute('aria-selected', 'false');
      rows.get(current.id).tabIndex = -1;
    }
    current = entry;
    if (entry) {
      const row = rows.get(entry.id);
      row.setAttribute('aria-selected', 'true');
      row.tabIndex = 0;
      row.scrollIntoView({block: 'nearest'});
      if (focus) row.focus({preventScroll: true});
    }
    showEntry();
  };

  const go = step => {
    const next = shown[shown.indexOf(current) + step];
    if (next) select(next, true);
  };

  // ---- the result in view

  let turns = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  let speed = ['0.5', '1', '2', '3', '5'].includes(kept('myelon-speed')) ? kept('myelon-speed') : '1';
  let clock = 0;
  const place = entry => entry.place.split('/').map(encodeURIComponent).join('/');

  const layer = (entry, name, style, alt) => make('img', {src: place(entry) + name + '.svg', class: style,
    width: entry.width, height: entry.height, alt, decoding: 'async',
    error: event => event.target.replaceWith(make('p', {class: 'broken'}, 'The picture ' + name + '.svg cannot be shown.'))});

  const showPair = second => {
    const stack = document.querySelector('.stack');
    if (!stack || !current.pair) return;
    stack.dataset.shown = second ? 'second' : 'first';
    stack.querySelector('.which').textContent = second ? current.secondName : current.firstName;
  };
  const isSecond = () => document.querySelector('.stack')?.dataset.shown === 'second';
  const startTurns = () => {
    clearInterval(clock);
    const button = $('turns');
    if (button) press(button, turns);
    if (current?.pair && turns) clock = setInterval(() => showPair(!isSecond()), 1000 / Number(speed));
  };
  const toggleTurns = () => { turns = !turns; startTurns(); };
  const swap = () => { turns = false; startTurns(); showPair(!isSecond()); };

  const toggleOverlay = () => {
    const off = document.body.dataset.overlay !== 'off';
    document.body.dataset.overlay = off ? 'off' : 'on';
    if ($('overlay')) press($('overlay'), !off);
  };

  const pictures = entry => {
    const stack = make('div', {class: 'stack', 'data-shown': 'first'},
      layer(entry, 'background', 'first', entry.title + ' of ' + entry.subject + ' ' + entry.contrast));
    if (entry.pair) stack.append(layer(entry, 'second', 'second', ''));
    stack.append(layer(entry, 'overlay', 'overlay', ''));
    if (entry.pair) {
      stack.append(make('span', {class: 'which'}, entry.firstName));
      stack.addEventListener('click', swap);
    }
    const bar = make('div', {class: 'bar'}, make('button', {id: 'overlay',
      'aria-pressed': String(document.body.dataset.overlay !== 'off'), click: toggleOverlay},
    'Outlines ', make('kbd', {}, '→')));
    if (entry.pair) {
      const rates = make('select', {'aria-label': 'images a second',
        change: event => { speed = event.target.value; keep('myelon-speed', speed); startTurns(); }});
      for (const rate of ['0.5', '1', '2', '3', '5'])
        rates.append(make('option', {value: rate, selected: rate === speed}, rate + ' / s'));
      bar.append(
        make('button', {id: 'turns', click: toggleTurns}, 'In turns ', make('kbd', {}, 'a')), rates,
        make('button', {click: swap}, 'Other image ', make('kbd', {}, 's')));
    }
    return [bar, make('div', {class: 'pan'}, stack)];
  };

  const copy = (button, text) => navigator.clipboard.writeText(text).then(
    () => { button.textContent = 'Copied'; },
    () => { button.textContent = 'Select and copy by hand'; });
  const snippet = (what, text) => {
    const button = make('button', {click: () => copy(button, text)}, 'Copy');
    return [make('p', {}, what + ' ', button), make('pre', {tabindex: '0'}, text)];
  };
  const fix = entry => {
    const panel = make('div', {class: 'fix', id: 'fix', hidden: true});
    if (entry.fixCommand) panel.append(...snippet('In a shell:', entry.fixCommand));
    if (entry.fixMacro) panel.append(...snippet('In Fiji (Plugins › New › Macro, then Run):', entry.fixMacro));
    if (!entry.fixCommand)
      panel.append('The image came from a window, not from a file: open it in Fiji and choose Label by Hand....');
    const button = make('button', {'aria-expanded': 'false', 'aria-controls': 'fix', click: () => {
      panel.hidden = !panel.hidden;
      button.setAttribute('aria-expanded', String(!panel.hidden));
    }}, 'Open in Fiji and fix');
    return [button, panel];
  };

  const details = entry => {
    const box = make('details', {id: 'details'}, make('summary', {}, 'Details ', make('kbd', {}, 'd')));
    box.addEventListener('toggle', () => {
      if (!box.open || box.querySelector('iframe')) return;
      box.append(make('iframe', {title: 'Tables, plots, methods and origin',
        src: place(entry) + 'index.html' + (isDark() ? '#dark' : '#light')}));
    });
    if (!entry.pictures) box.open = true;
    return box;
  };

  const facts = entry => {
    const list = make('dl');
    const fact = (name, value) => { if (value) list.append(make('dt', {}, name), make('dd', {}, value)); };
    fact('File', entry.file);
    fact('Data set', entry.dataset);
    fact('Command', entry.cmdline);
    fact('Made', entry.date + ' by ' + entry.version);
    return list;
  };

  /** All marks of this and of earlier runs that made the same result. */
  const history = entry => {
    const told = inTime().filter(m => byId.get(m.entry)?.result === entry.result).reverse();
    const list = make('ul', {class: 'history', id: 'history', 'aria-label': 'Marks'});
    for (const m of told)
      list.append(make('li', {}, [(SIGNS[m.qc] + ' ' + WORDS[m.qc]).trim(), m.rank && 'rank ' + m.rank, m.rater && 'by ' + m.rater,
        m.time.slice(0, 16).replace('T', ' ') + ' UTC',
        m.entry !== entry.id && 'on the result of ' + byId.get(m.entry).date].filter(Boolean).join(', ')));
    return list;
  };

  const showMarks = entry => {
    document.querySelectorAll('#viewer [data-qc]').forEach(b => press(b, b.dataset.qc === verdict(entry)));
    document.querySelectorAll('#viewer [data-rank]').forEach(b => press(b, b.dataset.rank === rank(entry)));
    $('history').replaceWith(history(entry));
  };

  const showEntry = () => {
    const entry = current;
    clearInterval(clock);
    if (!entry) {
      $('viewer').replaceChildren(make('p', {}, 'No result matches.'));
      return;
    }
    const verdicts = make('span', {role: 'group', 'aria-label': 'Mark'});
    for (const qc of ['✅', '❌', '⚠️', ''])
      verdicts.append(make('button', {'data-qc': qc, class: CLASSES[qc], click: () => setVerdict(qc)},
        (SIGNS[qc] + ' ' + WORDS[qc]).trim()), ' ');
    const ranks = make('span', {role: 'group', 'aria-label': 'Rank', class: 'ranks'}, 'Rank ');
    for (const digit of '0123456789')
      ranks.append(make('button', {'data-rank': digit, click: () => setRank(digit)}, digit));
    $('viewer').replaceChildren(
      make('h2', {}, entry.subject + (entry.contrast && ' · ' + entry.contrast) + ' · ' + entry.title),
      make('p', {class: 'origin'}, entry.command + ' · ' + entry.date + (entry.current ? '' : ' · an earlier result; there is a newer one')),
      make('div', {class: 'bar'}, verdicts, make('kbd', {}, 'f'), ranks),
      make('ul', {id: 'history'}),
      ...(entry.pictures ? pictures(entry) : []),
      ...fix(entry), details(entry), facts(entry));
    $('viewer').scrollTop = 0;
    showMarks(entry);
    startTurns();
    const next = shown[shown.indexOf(entry) + 1];
    if (next?.pictures) new Image().src = place(next) + 'background.svg';
  };

  const toggleDetails = () => { const box = $('details'); if (box) box.open = !box.open; };

  // ---- the whole page

  const isDark = () => {
    const theme = document.documentElement.dataset.theme;
    return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  };
  const setTheme = theme => { document.documentElement.dataset.theme = theme; };
  if (kept('myelon-theme')) setTheme(kept('myelon-theme'));
  if (location.hash === '#dark' || location.hash === '#light') setTheme(location.hash.slice(1));
  $('theme').addEventListener('click', () => {
    setTheme(isDark() ? 'light' : 'dark');
    keep('myelon-theme', document.documentElement.dataset.theme);
  });

  const search = () => { $('search').focus(); $('search').select(); };
  const leaveSearch = () => { if (current) rows.get(current.id).focus(); else $('search').blur(); };
  const KEYS = {
    j: () => go(1), ArrowDown: () => go(1), k: () => go(-1), ArrowUp: () => go(-1),
    f: nextVerdict, ArrowRight: toggleOverlay, a: toggleTurns, s: swap, d: toggleDetails, '/': search,
  };
  for (const digit of '0123456789') KEYS[digit] = () => setRank(digit);
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      return search();
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target === $('search') && ['Escape', 'Enter', 'ArrowDown'].includes(event.key)) {
      event.preventDefault();
      return leaveSearch();
    }
    const writes = event.target.matches?.('input:not([type="checkbox"]), select, textarea');
    const action = writes || !Object.hasOwn(KEYS, event.key) ? null : KEYS[event.key];
    if (!action || !current && action !== search) return;
    event.preventDefault();
    action();
  });
  for (const id of ['search', 'filter', 'earlier']) $(id).addEventListener('input', showList);

  $('name').textContent = data.name;
  document.title = 'QC of ' + data.name;
  $('earlierLabel').hidden = entries.every(e => e.current);
  $('problems').hidden = data.problems.length === 0;
  for (const problem of data.problems) $('problems').append(make('p', {}, problem.id + ' is ' + problem.reason));
  showList();
  if (marks.size) showSaved();
})();
