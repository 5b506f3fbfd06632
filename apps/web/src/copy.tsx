import { useState } from 'preact/hooks';

/** Copies in every browser: without a secure origin there is no clipboard object, but selection still works. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, say] = useState('');
  const click = () => {
    copy(text).then(
      () => say('Copied'),
      () => say('Not copied: select the text'),
    );
    setTimeout(() => say(''), 1500);
  };
  return (
    <button type="button" class="copy" aria-label={label} onClick={click}>
      <span aria-live="polite">{said || 'Copy'}</span>
    </button>
  );
}
