import { before, isCalled, judge, monitored } from './__testUtils__/judge';
import {
  eachDays,
  type HourOfLife,
  type Life,
  officeHours,
  UNSEEN,
} from './__testUtils__/serverLife';

const isOffice = (hour: number) => hour >= 8 && hour < 18;
/** One life in office hours, another at other times. */
const byDay =
  (day: HourOfLife, night: HourOfLife): Life =>
  (_, hour) =>
    isOffice(hour) ? day : night;
const busyGpu = { gpuMax: 0.7, gpuAvg: 0.3 };

describe('what each signal bears witness to', () => {
  it('does not take a counter that never moved while the GPU worked for silence', () => {
    const life = before(12, byDay(busyGpu, {}), () => ({
      gpuMax: null,
      gpuAvg: null,
    }));
    expect(judge(life).state).toBe('unknown');
  });

  it('takes generated tokens for use when requests are zero or missing', () => {
    for (const requests of [0, null]) {
      const rest = { requests, gpuMax: 0.01, gpuAvg: 0.001 };
      const life = byDay({ ...rest, tokens: 4000 }, rest);
      expect(isCalled(judge(life))).toBe(false);
    }
  });

  it('takes a mean of the GPU above its noise for work when the highest is not told', () => {
    const rest = { gpuMax: null, gpuAvg: 0.001 };
    expect(judge(byDay({ ...rest, gpuAvg: 0.06 }, rest)).state).toBe('active');
    const noise = byDay({ ...rest, gpuAvg: 0.03 }, rest);
    expect(judge(noise).state).toBe('zombie');
  });

  it('sees users behind a monitor by a GPU that keeps office hours', () => {
    const flat = { requests: 12, tokens: 96 };
    const rest = { ...flat, gpuMax: 0.02, gpuAvg: 0.001 };
    for (const gpuAvg of [0.005, 0.05]) {
      const life = byDay({ ...flat, gpuMax: 0.8, gpuAvg }, rest);
      expect(judge(life).state).toBe('active');
    }
    const noisy: Life = hoursBefore => ({
      ...rest,
      gpuMax: (hoursBefore * 7919) % 97 < 40 ? 0.3 : 0.05,
    });
    expect(isCalled(judge(noisy))).toBe(true);
  });

  it('sees a few short requests each morning beside a monitor', () => {
    const life: Life = (_, hour) =>
      hour === 10
        ? { requests: 14, tokens: 126, gpuMax: 0.4, gpuAvg: 0.002 }
        : { requests: 12, tokens: 96, gpuMax: 0.02, gpuAvg: 0.002 };
    expect(judge(life).state).toBe('active');
  });

  it('takes a lone peak without a request for a restart, where requests are counted', () => {
    for (const quietDays of [20, 40]) {
      const life: Life = (hoursBefore, hour) =>
        hoursBefore === 5 * 24
          ? { gpuMax: 0.9, gpuAvg: 0.02 }
          : officeHours(quietDays)(hoursBefore, hour);
      expect(isCalled(judge(life))).toBe(true);
    }
  });
});

describe('a silence that was not seen', () => {
  it.each([
    [9.5, 7.5],
    [10, 6],
    [12, 7],
  ])('claims nothing of %d quiet days of which %d were seen', (quiet, seen) => {
    const life: Life = (hoursBefore, hour) =>
      hoursBefore >= 48 && hoursBefore < 48 + (quiet - seen) * 24
        ? UNSEEN
        : officeHours(quiet)(hoursBefore, hour);
    expect(isCalled(judge(life))).toBe(false);
  });

  it('calls a server of office hours of which the nights are not seen', () => {
    const life: Life = (hoursBefore, hour) =>
      hoursBefore > 6 && !isOffice(hour)
        ? UNSEEN
        : officeHours(15)(hoursBefore, hour);
    expect(isCalled(judge(life))).toBe(true);
  });

  it('claims nothing of weekly work whose hours were not seen since', () => {
    const hidden = before(35, eachDays(7, 0), hoursBefore => {
      const since = hoursBefore % (7 * 24);
      return since < 4 || since > 7 * 24 - 4 ? { ...UNSEEN, network: 400 } : {};
    });
    const tail = before(0.3, hidden, () => ({}));
    expect(isCalled(judge(tail))).toBe(false);
    expect(isCalled(judge(eachDays(7, 35)))).toBe(true);
  });
});

describe('crash loops', () => {
  const facts = { crashLooping: true };

  it.each([0.01, 0.05, 0.1])(
    'leaves a server alone whose GPU keeps office hours with a mean of %d while requests are not told',
    gpuAvg => {
      const untold = { requests: null, gpuMax: 0.01, gpuAvg: 0.001 };
      const life = byDay({ ...untold, gpuMax: 0.8, gpuAvg }, untold);
      expect(isCalled(judge(life, facts))).toBe(false);
    },
  );

  it('does not count the hours of an outage', () => {
    const outage = before(4.2, officeHours(4.2), hoursBefore =>
      hoursBefore < 4 ? {} : UNSEEN,
    );
    expect(isCalled(judge(outage, facts))).toBe(false);
  });

  it('claims nothing when the network is as busy as before and all else is lost', () => {
    const network = byDay({ network: 40_000 }, { network: 400 });
    const life: Life = (hoursBefore, hour) => ({
      ...(hoursBefore < 10 * 24 ? UNSEEN : officeHours(0)(hoursBefore, hour)),
      ...network(hoursBefore, hour),
    });
    expect(isCalled(judge(life, facts))).toBe(false);
  });

  it('calls a declared schedule that crash-loops past its runs', () => {
    const nightly = { schedule: '0 2 * * *', crashLooping: true };
    expect(judge(eachDays(1, 4), nightly).state).toBe('crash-looping');
    expect(judge(eachDays(1, 2), nightly).state).toBe('exempt');
    const weekly = { schedule: '0 2 * * 1', crashLooping: true };
    expect(judge(eachDays(7, 4), weekly).state).toBe('exempt');
  });
});

describe('short answers at a low rate', () => {
  /** By chance alone, the same in every run. */
  const chance = (hoursBefore: number) => {
    const x = Math.sin(hoursBefore * 12.9898 + 78.233) * 43758.5453;
    return x - Math.floor(x);
  };
  const poisson = (mean: number, drawn: number) => {
    let [count, term, rest] = [0, Math.exp(-mean), drawn];
    while (rest > term && count < 20) {
      rest -= term;
      count += 1;
      term *= mean / count;
    }
    return count;
  };

  it.each([25, 32, 40])('takes %d a day by day and night for use', perDay => {
    const life: Life = (hoursBefore, hour) => {
      const share = (1 + 0.95 * Math.sin(((hour - 8) / 12) * Math.PI)) / 24;
      const requests = poisson(perDay * share, chance(hoursBefore));
      return { requests, tokens: 2 * requests };
    };
    expect(isCalled(judge(life))).toBe(false);
  });

  it('takes what comes by chance once an hour for use, and what comes by the clock for a monitor', () => {
    const faint = { gpuMax: 0.02, gpuAvg: 0.001 };
    const byChance: Life = hoursBefore => {
      const requests = poisson(1, chance(hoursBefore));
      return { ...faint, requests, tokens: 2 * requests };
    };
    expect(isCalled(judge(byChance))).toBe(false);
    const byClock: Life = () => ({ ...faint, requests: 1, tokens: 2 });
    expect(isCalled(judge(byClock))).toBe(true);
  });

  it('calls a server whose only monitor has changed, or came late', () => {
    const slower: Life = () => ({ requests: 12, tokens: 96, gpuMax: 0.02 });
    const young = { days: 40, ageDays: 40 };
    for (const days of [8, 10, 12]) {
      expect(isCalled(judge(before(days, monitored, slower), {}, young))).toBe(
        true,
      );
      expect(
        isCalled(
          judge(
            before(days, () => ({}), slower),
            {},
            young,
          ),
        ),
      ).toBe(true);
    }
    const users = before(10, officeHours(10), slower);
    expect(isCalled(judge(users, {}, young))).toBe(false);
  });
});

describe('the begin and the end of a life', () => {
  it('does not take the loading of weights at the start for use', () => {
    const ageDays = 23;
    const life: Life = hoursBefore =>
      hoursBefore === ageDays * 24 - 1 ? { gpuMax: 0.95, gpuAvg: 0.05 } : {};
    expect(isCalled(judge(life, {}, { days: ageDays, ageDays }))).toBe(true);
  });

  it('takes ten requests in the first hours for a trial of the deployment, more for use', () => {
    const ageDays = 23;
    const tried =
      (requests: number): Life =>
      hoursBefore =>
        hoursBefore === ageDays * 24 - 2 ? { requests } : {};
    const young = { days: ageDays, ageDays };
    expect(isCalled(judge(tried(10), {}, young))).toBe(true);
    expect(isCalled(judge(tried(11), {}, young))).toBe(false);
  });

  it('is not sure of a weekly schedule that stopped less than 30 days ago', () => {
    const facts = { schedule: '0 2 * * 1' };
    expect(judge(eachDays(7, 29), facts).confidence).toBe('medium');
    expect(judge(eachDays(7, 32), facts).confidence).toBe('high');
  });
});
