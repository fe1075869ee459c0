import { useComputedColorScheme } from "@mantine/core";
import classes from "./Gallery.module.css";

/** What `make pictures` drew of every template: `id-light` and `id-dark`. */
const PICTURES = import.meta.glob<string>("./pictures/*.webp", {
  query: "?url",
  import: "default",
  eager: true,
});

/** What labelling with a template looks like. */
export function TemplatePicture({ id }: { id: string }) {
  const scheme = useComputedColorScheme("light");
  const picture = PICTURES[`./pictures/${id}-${scheme}.webp`];
  return <img className={classes.picture} src={picture} alt="" loading="lazy" width={480} height={288} />;
}
