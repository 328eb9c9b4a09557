/** The first stop of the Tab key: past the navigation, into the page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-3 left-3 z-60 -translate-y-20 rounded-control bg-primary px-4 py-3 font-medium text-primary-foreground text-sm focus:translate-y-0 focus:shadow-floating"
    >
      Skip to content
    </a>
  );
}
