/** Makes a text area as high as what is in it: this engine has no `field-sizing`. */
import type { Attachment } from "svelte/attachments";

/** `{@attach grow(text)}`; attached anew with every text, and fitted again when the field gets another width. */
export function grow(_text: string): Attachment<HTMLTextAreaElement> {
  return (field) => {
    let width = -1;
    const fit = () => {
      width = field.clientWidth;
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    };
    const observer = new ResizeObserver(() => {
      if (field.clientWidth !== width) fit();
    });
    fit();
    observer.observe(field);
    return () => observer.disconnect();
  };
}
