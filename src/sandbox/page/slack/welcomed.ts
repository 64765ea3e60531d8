import { useState } from 'react';

const name = 'groundrules welcome';

function read(): boolean {
  try {
    return window.localStorage.getItem(name) !== 'seen';
  } catch {
    return true;
  }
}

/** Whether the first steps are shown: until they were put away, in this browser. */
export function useWelcomed(): [boolean, (isShown: boolean) => void] {
  const [isShown, setShown] = useState(read);
  const set = (next: boolean) => {
    setShown(next);
    try {
      if (next) window.localStorage.removeItem(name);
      else window.localStorage.setItem(name, 'seen');
    } catch {
      // Then the steps come back with the next window.
    }
  };
  return [isShown, set];
}
