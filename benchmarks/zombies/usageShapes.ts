import type { Random } from './Random';

const DAY = 24;

/** Expected requests of a slot, an absolute UTC hour. */
export type Shape = (hour: number) => number;

/** Working hours, quieter nights, perhaps no weekends, now and then holidays of three or four days. */
export function diurnal(random: Random, perDay: number): Shape {
  const peak = random.between(9, 20);
  const hasWeekend = random.chance(0.5);
  const isOfficeOnly = random.chance(0.4);
  const holiday = random.chance(0.3) ? random.whole(20, 80) : -1;
  const phase = random.whole(0, 6);
  const length = random.whole(3, 4);
  return hour => {
    const day = Math.floor(hour / DAY);
    if (day >= holiday && holiday >= 0 && day < holiday + length) return 0;
    const isWeekend = (day + phase) % 7 >= 5;
    if (isWeekend && hasWeekend) return isOfficeOnly ? 0 : perDay / DAY / 8;
    const away = Math.abs((((hour % DAY) - peak + 36) % DAY) - 12);
    if (isOfficeOnly) return away <= 5 ? perDay / 11 : 0;
    return (perDay / DAY) * (1 + 0.9 * Math.cos((away / 12) * Math.PI));
  };
}

/** A run each `periodHours`, from `firstHour` on. */
export function periodic(
  random: Random,
  periodHours: number,
  firstHour: number,
  runHours: number,
  jitterHours: number,
  requestsPerHour: number,
): Shape {
  const begins = new Map<number, number>();
  return hour => {
    const index = Math.floor((hour - firstHour + jitterHours) / periodHours);
    if (index < 0) return 0;
    const begin =
      begins.get(index) ??
      firstHour + index * periodHours + random.whole(0, jitterHours);
    begins.set(index, begin);
    return hour >= begin && hour < begin + runHours ? requestsPerHour : 0;
  };
}
