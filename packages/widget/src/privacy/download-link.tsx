import type { ComponentChildren } from 'preact';

type Props = {
  readonly name: string;
  readonly type: 'text/plain' | 'application/json';
  readonly content: string;
  readonly children: ComponentChildren;
};

/** Saves what the page already knows. The content is in the address, so nothing is asked for and no policy is in the way. */
export function DownloadLink({ name, type, content, children }: Props) {
  return (
    <a class="link" download={name} href={`data:${type};charset=utf-8,${encodeURIComponent(content)}`}>
      {children}
    </a>
  );
}
