import type { PrivacyLook } from '../privacy/privacy-look.ts';

type Props = Pick<PrivacyLook, 'words'> & { readonly contact: string | undefined; readonly site: string };

/** Whom to write to, as a link where the site's contact is a mailbox or a page. */
export function ObjectTo({ contact, site, words }: Props) {
  if (contact === undefined) return <p>{words('closed.object.site', { site })}</p>;
  const [before, after = ''] = words('closed.object').split('{contact}');
  return (
    <p>
      {before}
      <Contact contact={contact} />
      {after}
    </p>
  );
}

function Contact({ contact }: { contact: string }) {
  const href = addressOf(contact);
  if (href === null) return <bdi>{contact}</bdi>;
  return (
    <a href={href} target="_blank" rel="noopener">
      <bdi>{contact}</bdi>
    </a>
  );
}

function addressOf(contact: string): string | null {
  if (/^https?:\/\//.test(contact)) return URL.canParse(contact) ? contact : null;
  return /^[^\s@:/?#]+@[^\s@:/?#]+$/.test(contact) ? `mailto:${contact}` : null;
}
