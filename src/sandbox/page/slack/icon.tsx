/** Drawings of one colour, 20 by 20, for buttons and lists. They are decoration: what a button does its label says. */
const paths = {
  hash: 'M7.5 3 6 17M14 3l-1.500 14M3.500 7.500h13.500M3 12.500h13.500',
  lock: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9',
  shared: 'M8 12a4 4 0 0 0 5.600 0l2-2A4 4 0 0 0 10 4.400l-.8.8M12 8a4 4 0 0 0-5.600 0l-2 2A4 4 0 0 0 10 15.600l.8-.8',
  archive: 'M3 4h14v3.500H3zM4.500 7.500V16h11V7.500M8 11h4',
  people:
    'M7.500 9.500a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600ZM2.500 16.500c0-3 2.200-4.800 5-4.800s5 1.800 5 4.800M13 9.300a2.500 2.500 0 0 0 0-4.900M14.500 12c1.800.5 3 2.100 3 4.500',
  pin: 'M7.500 3h5l-.6 5 2.600 2.500v1.500h-9v-1.500L8.100 8zM10 12v5',
  bookmark: 'M5.500 3h9v14L10 13.500 5.500 17z',
  smile:
    'M10 17.200a7.200 7.200 0 1 0 0-14.400 7.200 7.200 0 0 0 0 14.400ZM7 11.800a3.600 3.600 0 0 0 6 0M7.600 8h.01M12.400 8h.01',
  thread: 'M3.500 4h13v9.500H9L5.500 16.500v-3h-2zM7 7.500h6M7 10h4',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  send: 'M3.500 10 16.500 4l-4 12.500-3-5zM9.500 11.500 16.500 4',
  attach:
    'm14.500 9.500-5 5a3.200 3.200 0 0 1-4.600-4.600l5.600-5.500a2.200 2.200 0 0 1 3.100 3.100l-5.500 5.500a1 1 0 0 1-1.500-1.500l4.800-4.700',
  close: 'm5 5 10 10M15 5 5 15',
  curtain: 'M3 3.500h14M4.500 3.500v13c2.500-1.500 3.800-5 4-13M15.500 3.500v13c-2.500-1.500-3.800-5-4-13',
  story: 'M4 3.500h9a2.500 2.500 0 0 1 2.500 2.500v11H6.500A2.500 2.500 0 0 1 4 14.500zM7 7.500h5.500M7 10.500h5.500',
  help: 'M10 17.200a7.200 7.200 0 1 0 0-14.400 7.200 7.200 0 0 0 0 14.400ZM7.900 7.900a2.200 2.200 0 1 1 3.200 2c-.8.4-1.100.9-1.100 1.700M10 14.200h.01',
  plus: 'M10 4.500v11M4.500 10h11',
  menu: 'M3.500 5.500h13M3.500 10h13M3.500 14.500h13',
  window: 'M8 4.500H4v11.500h11.500V12M11 4h5v5M16 4 9.500 10.500',
  down: 'm5.500 8 4.500 4.500L14.500 8',
  file: 'M5 3h6.500L15 6.500V17H5zM11.500 3v3.500H15',
  at: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM13 7v4.200a1.900 1.900 0 0 0 3.800 0V10A6.800 6.800 0 1 0 14 15.500',
  check: 'm4.500 10.500 3.500 3.500 7.500-8',
};

export type IconName = keyof typeof paths;

/** Draws an icon in the colour of the text around it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
