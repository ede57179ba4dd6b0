// Draws a chart from the table in its figure, which stays there, folded, with every number.
let library;

function load() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/lib/chart.min.js';
    script.onload = () => resolve(globalThis.Chart);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Custom properties keep light-dark() as written; only a used colour is resolved.
function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const used = getComputedStyle(probe).color;
  probe.remove();
  return used;
}

function read(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1).map(cell => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  return {
    labels: rows.map(row => row.cells[0].textContent.trim()),
    series: heads.map((name, index) => ({ name, values: rows.map(row => Number(row.cells[index + 1].textContent)) })),
  };
}

export async function start(figure) {
  const table = figure.querySelector('table');
  if (!table) return;
  const holder = figure.querySelector('[data-chart-canvas]');
  const details = figure.querySelector('[data-chart-table]');
  holder.hidden = false;
  details.open = false;
  let Chart;
  try {
    Chart = await load();
  } catch {
    holder.hidden = true;
    details.open = true;
    return;
  }

  const { labels, series } = read(table);
  const line = figure.dataset.chart === 'line';
  const draw = () => {
    const text = colour('--text-quiet');
    const grid = colour('--line');
    Chart.getChart(holder.firstElementChild)?.destroy();
    new Chart(holder.firstElementChild, {
      type: line ? 'line' : 'bar',
      data: {
        labels,
        datasets: series.map(({ name, values }, index) => ({
          label: name,
          data: values,
          backgroundColor: colour(`--chart-${index + 1}`),
          borderColor: colour(`--chart-${index + 1}`),
          borderWidth: line ? 2 : 0,
          pointRadius: line ? 0 : undefined,
          fill: false,
          stepped: line ? 'middle' : false,
        })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        plugins: { legend: { display: series.length > 1, position: 'top', align: 'start', labels: { color: text, boxWidth: 12, boxHeight: 12, font: { family: token('--font') || 'inherit' } } } },
        scales: {
          x: { grid: { display: false }, border: { color: grid }, ticks: { color: text, maxRotation: 0, autoSkipPadding: 16 } },
          y: { beginAtZero: true, grid: { color: grid }, border: { display: false }, ticks: { color: text, precision: 0, maxTicksLimit: 6 } },
        },
      },
    });
  };
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
}
