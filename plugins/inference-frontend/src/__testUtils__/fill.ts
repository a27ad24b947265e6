import userEvent from '@testing-library/user-event';

/** Puts a text into a field as a whole: typing letter by letter draws a form once for every one. */
export async function fill(field: HTMLElement, text: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.paste(text);
}
