'use strict';
(() => {
  const entries = [...document.querySelectorAll('.entry')];
  const links = [...document.querySelectorAll('nav a')];
  const button = id => document.getElementById(id);
  let current = 0;

  const toggleOverlay = () => {
    const off = document.body.dataset.overlay !== 'off';
    document.body.dataset.overlay = off ? 'off' : 'on';
    button('overlay').setAttribute('aria-pressed', String(!off));
  };

  // two images of one place: in turns by themselves, or one of them until a key or click swaps them
  const alternate = button('alternate');
  let turns = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  let second = false;
  const showImages = () => {
    document.body.dataset.shown = turns ? 'turns' : second ? 'second' : 'first';
    alternate.setAttribute('aria-pressed', String(turns));
  };
  const toggleTurns = () => { turns = !turns; second = false; showImages(); };
  const isSecondSeen = () => {
    const image = document.querySelector('image.second');
    return turns ? getComputedStyle(image).opacity > 0.5 : second;
  };
  const swap = () => { second = !isSecondSeen(); turns = false; showImages(); };
  if (alternate) {
    alternate.addEventListener('click', toggleTurns);
    button('swap').addEventListener('click', swap);
    document.querySelectorAll('figure').forEach(f => {
      if (f.querySelector('.second')) f.addEventListener('click', swap);
    });
    showImages();
  }

  const mark = index => {
    current = index;
    links.forEach((a, i) => i === index ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current'));
  };

  const go = step => {
    const index = current + step;
    if (index < 0 || index >= entries.length) return false;
    mark(index);
    entries[index].scrollIntoView();
    entries[index].focus({preventScroll: true});
    return true;
  };

  const isDark = () => {
    const theme = document.documentElement.dataset.theme;
    return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  };

  // a page opened from a folder may not be allowed to keep anything
  const remember = theme => { try { localStorage.setItem('myelon-theme', theme); } catch (e) { /* not kept */ } };
  const remembered = () => { try { return localStorage.getItem('myelon-theme'); } catch (e) { return null; } };

  const setTheme = theme => { document.documentElement.dataset.theme = theme; };
  if (remembered()) setTheme(remembered());
  if (location.hash === '#dark' || location.hash === '#light') setTheme(location.hash.slice(1));

  button('overlay').addEventListener('click', toggleOverlay);
  button('next').addEventListener('click', () => go(1));
  button('previous').addEventListener('click', () => go(-1));
  button('theme').addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    setTheme(theme);
    remember(theme);
  });

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const actions = {
      ArrowRight: () => { toggleOverlay(); return true; },
      j: () => go(1), ArrowDown: () => go(1),
      k: () => go(-1), ArrowUp: () => go(-1),
      a: () => { if (alternate) toggleTurns(); return alternate; },
      s: () => { if (alternate) swap(); return alternate; },
    };
    const action = actions[event.key];
    if (action && action()) event.preventDefault();
  });

  // the step whose pictures are on the screen is the current one
  const visible = () => {
    const line = window.innerHeight / 3;
    let index = 0;
    entries.forEach((e, i) => { if (e.getBoundingClientRect().top <= line) index = i; });
    if (window.innerHeight + window.scrollY >= document.body.scrollHeight - 2) index = Math.max(index, current);
    mark(index);
  };
  addEventListener('scroll', visible, {passive: true});
  if (entries.length < 2) { button('next').hidden = true; button('previous').hidden = true; }
  visible();
})();
