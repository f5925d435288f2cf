# Run by `rails runner` inside Redmine. Imports each CSV file that standard input names, one a line,
# with Redmine's own importer and the columns that Redmine recognises by itself, into a project of
# its own; prints one line of JSON a file.
require 'json'

# The types that people have; the ones that Redmine comes with have other names.
%w[Epic Story Spike Task].each do |name|
  Tracker.create!(name: name, default_status: IssueStatus.first) unless Tracker.exists?(name: name)
end
User.current = User.find_by(admin: true)
# Mail about new issues would be made in threads of its own, which lock the database now and then.
Setting.notified_events = []

def imported(file, number)
  project = Project.create!(name: "Carpaccio #{number}", identifier: "carpaccio-#{number}",
                            enabled_module_names: ['issue_tracking'], trackers: Tracker.all)
  import = IssueImport.new(user: User.current)
  File.open(file, 'rb') { |upload| import.file = upload }
  import.set_default_settings(project_id: project.id)
  import.save!
  recognise(import)
  import.settings['mapping'].merge!('create_versions' => '1', 'create_categories' => '1')
  import.save!
  import.parse_file
  import.run
  told(import, project)
end

# What the page with the mapping does before somebody sees it.
def recognise(import)
  page = ImportsController.new
  page.instance_variable_set(:@import, import)
  page.instance_variable_set(:@custom_fields, import.mappable_custom_fields)
  page.send(:auto_map_fields)
end

# What a person sees of a description where Redmine is set to Markdown, as it is from version 6 on.
def shown(text)
  markup = %w[common_mark markdown].find { |name| Redmine::WikiFormatting.format_names.include?(name) }
  html = Redmine::WikiFormatting.to_html(markup, text)
  Nokogiri::HTML.fragment(html.gsub(%r{<br ?/?>|</(p|li|h\d|pre)>}) { |tag| "#{tag}\n" }).text
end

def told(import, project)
  issues = project.issues.reload.order(:id).to_a
  needs = IssueRelation.where(relation_type: %w[blocks precedes], issue_to_id: issues.map(&:id))
                       .group_by(&:issue_to_id).transform_values { |all| all.map(&:issue_from_id) }
  {
    settings: import.settings.except('callbacks'),
    failed: import.unsaved_items.map { |item| "row #{item.position}: #{item.message}" },
    issues: issues.map do |issue|
      { id: issue.id, title: issue.subject, text: shown(issue.description.to_s), parent: issue.parent_id,
        tracker: issue.tracker.name, version: issue.fixed_version&.name, needs: needs[issue.id] || [] }
    end
  }
end

$stdin.each_line(chomp: true).with_index(1) do |file, number|
  puts "CARPACCIO #{JSON.generate(imported(file, number))}"
end
