export const round = (value: number, digits = 0): number => Number(value.toFixed(digits));
