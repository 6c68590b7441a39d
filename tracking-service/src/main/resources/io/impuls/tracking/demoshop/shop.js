// The shop itself: cart, search, order. Only the lines with `impuls` have to do with tracking.
'use strict';

const root = document.querySelector('.brand').getAttribute('href').replace('index.html', '');
const byId = (id) => document.getElementById(id);
const money = (value) => value.toFixed(2) + ' PLN';

// --- cart: kept for this tab only

const cart = () => JSON.parse(sessionStorage.getItem('shop.cart') || '[]');

function keepCart(lines) {
  sessionStorage.setItem('shop.cart', JSON.stringify(lines));
  byId('cart-count').textContent = lines.reduce((sum, line) => sum + line.quantity, 0);
  impuls('cart', lines);
}

const total = (lines) => lines.reduce((sum, line) => sum + line.price * line.quantity, 0);

byId('cart-count').textContent = cart().reduce((sum, line) => sum + line.quantity, 0);

byId('add')?.addEventListener('click', (event) => {
  const product = JSON.parse(event.target.dataset.impuls);
  const lines = cart();
  const line = lines.find((other) => other.id === product.id);
  if (line) {
    line.quantity++;
  } else {
    lines.push({ ...product, quantity: 1 });
  }
  keepCart(lines);
  byId('added').textContent = product.name + ' is in your cart.';
});

function showCart() {
  const lines = cart();
  byId('cart-empty').hidden = lines.length > 0;
  byId('cart-table').hidden = byId('to-checkout').hidden = lines.length === 0;
  byId('cart-total').textContent = money(total(lines));
  byId('cart-lines').replaceChildren(
    ...lines.map((line) => {
      const row = document.createElement('tr');
      for (const text of [line.name, line.quantity, money(line.price * line.quantity)]) {
        row.insertCell().textContent = text;
      }
      const remove = document.createElement('button');
      remove.textContent = 'Remove';
      remove.setAttribute('aria-label', 'Remove ' + line.name);
      remove.addEventListener('click', () => {
        impuls('cartRemove', line);
        keepCart(lines.filter((other) => other !== line));
        showCart();
      });
      row.insertCell().append(remove);
      return row;
    }),
  );
}

if (byId('cart-table')) {
  showCart();
  impuls('cartView', cart());
}

// --- checkout

if (byId('checkout')) {
  impuls('checkout', cart());
  byId('checkout').addEventListener('submit', (event) => {
    event.preventDefault();
    const lines = cart();
    const id = 'DEMO-' + Date.now();
    impuls('order', { id, value: Number(total(lines).toFixed(2)), currency: 'PLN', products: lines });
    keepCart([]);
    location.assign(root + 'order.html?id=' + id);
  });
}

if (byId('order-id')) {
  byId('order-id').textContent = new URLSearchParams(location.search).get('id');
}

// --- search

if (byId('search-results')) {
  const phrase = (new URLSearchParams(location.search).get('q') || '').trim();
  let found = 0;
  for (const card of byId('search-results').children) {
    card.hidden = !card.textContent.toLowerCase().includes(phrase.toLowerCase());
    found += card.hidden ? 0 : 1;
  }
  byId('search-title').textContent = 'Search: ' + phrase;
  byId('search-count').textContent = found + (found === 1 ? ' product' : ' products');
  byId('q').value = phrase;
}

// --- forms without a server behind them: the next page thanks

for (const form of document.querySelectorAll('form[data-then]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.assign(form.dataset.then);
  });
}

// --- consent

function decide(tracking) {
  impuls('consent', { tracking, marketing: tracking });
  // a yes is kept, a no for this tab only: who said no is not marked
  (tracking ? localStorage : sessionStorage).setItem('shop.consent', tracking ? 'yes' : 'no');
  if (!tracking) {
    localStorage.removeItem('shop.consent');
  }
  byId('consent').hidden = true;
}

const decision = localStorage.getItem('shop.consent') || sessionStorage.getItem('shop.consent');
byId('consent').hidden = decision !== null;
if (decision === 'no') {
  impuls('consent', { tracking: false });
}
byId('consent-yes').addEventListener('click', () => decide(true));
byId('consent-no').addEventListener('click', () => decide(false));
byId('privacy').addEventListener('click', () => {
  byId('consent').hidden = false;
  byId('consent-yes').focus();
});
