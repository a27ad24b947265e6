import { useEffect, useState, type RefObject } from 'react';

/** Width (px) of an element as the layout changes; `initial` until it is known, and where nothing is laid out. */
export function useWidth(
  element: RefObject<HTMLElement>,
  initial: number,
): number {
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const target = element.current;
    if (target === null || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    let frame = 0;
    const observer = new ResizeObserver(entries => {
      const measured = entries[0]?.contentRect.width ?? 0;
      cancelAnimationFrame(frame);
      // Drawing at once could change what is being observed, which the browser reports as an error.
      frame = requestAnimationFrame(() => {
        if (measured > 0) {
          setWidth(measured);
        }
      });
    });
    observer.observe(target);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [element]);
  return width;
}
