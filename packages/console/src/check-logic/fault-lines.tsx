import type { CheckFault } from '@handlr/protocol';

type Props = {
  readonly faults: readonly CheckFault[];
  readonly path: string;
  /** Of this very place alone; otherwise of all that lies within it as well. */
  readonly exact?: boolean;
};

/** What is wrong here, and what to do. */
export function FaultLines({ faults, path, exact = false }: Props) {
  const here = faults.filter((fault) => fault.path === path || (!exact && isWithin(fault.path, path)));
  if (here.length === 0) return null;
  return (
    <div class="check-faults" role="alert">
      <ul>
        {here.map((fault) => (
          <li key={`${fault.path} ${fault.text}`}>
            {fault.text} {fault.suggestion}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length));
}
